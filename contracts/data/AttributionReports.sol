// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {AccountSignature} from "../execution/AccountSignature.sol";
import {IAssetRegistry} from "../interfaces/IAssetRegistry.sol";
import {IAttributionReports} from "../interfaces/IAttributionReports.sol";
import {AssetId} from "../types/AssetId.sol";
import {ATTRIBUTION_REPORT_TYPEHASH, AttributionReport} from "../types/Attribution.sol";
import {ReportId} from "../types/ReportId.sol";

/// @title Reports on what contributors are worth, and the bonds on them (ATR-1 to ATR-7)
/// @dev Holds exactly the bonds of open reports and the credits. SAHARA moves what it is told to, so no balance is
/// read.
contract AttributionReports is AccessManaged, IAttributionReports, EIP712, ReentrancyGuardTransient {
    using AccountSignature for address;
    using SafeERC20 for IERC20;

    uint40 public constant MIN_CHALLENGE_WINDOW = 1 days;
    uint40 public constant MAX_CHALLENGE_WINDOW = 30 days;
    /// @dev Seconds that the arbiter has.
    uint40 public constant RULING_PERIOD = 14 days;

    uint256 private constant BOND = 100e18;

    IAssetRegistry public immutable REGISTRY;
    IERC20 public immutable TOKEN;
    address public immutable TREASURY;

    uint40 public challengeWindow = 7 days;
    mapping(address account => uint256 amount) public creditOf;
    mapping(ReportId reportId => Posting posting) private _postings;

    /// @inheritdoc IAttributionReports
    mapping(AssetId assetId => mapping(uint32 version => ReportId reportId)) public finalReportOf;

    /// @param token SAHARA.
    constructor(
        address authority,
        IAssetRegistry registry,
        IERC20 token,
        address treasury
    ) AccessManaged(authority) EIP712("AttributionReports", "1") {
        REGISTRY = registry;
        TOKEN = token;
        TREASURY = treasury;
    }

    /* REPORTS */

    /// @inheritdoc IAttributionReports
    function post(
        AttributionReport calldata report,
        address author,
        bytes calldata signature
    ) external nonReentrant returns (ReportId reportId) {
        _requireOwner(report.assetId);
        // The registry refuses versions that do not exist.
        REGISTRY.versionOf(report.assetId, report.version);
        require(report.weightsRoot != 0, AttributionReports_ZeroRoot());
        reportId = reportIdOf(report);
        _requireStatus(reportId, Status.NONE);
        bool signed = author.isSignedBy(ReportId.unwrap(reportId), signature);
        require(signed, AttributionReports_NotSigned(reportId, author));

        Posting storage p = _postings[reportId];
        (p.poster, p.deadline, p.status) = (msg.sender, _timeIn(challengeWindow), Status.POSTED);
        (p.assetId, p.version, p.weightsRoot) = (report.assetId, report.version, report.weightsRoot);

        emit ReportPosted(reportId, report.assetId, author, msg.sender, p.deadline, report);

        TOKEN.safeTransferFrom(msg.sender, address(this), BOND);
    }

    /// @inheritdoc IAttributionReports
    function challenge(ReportId reportId, bytes32 otherRoot) external nonReentrant {
        Posting storage p = _requireStatus(reportId, Status.POSTED);
        require(block.timestamp < p.deadline, AttributionReports_TooLate(reportId, p.deadline));
        require(otherRoot != 0, AttributionReports_ZeroRoot());
        require(otherRoot != p.weightsRoot, AttributionReports_SameRoot(otherRoot));

        (p.deadline, p.status) = (_timeIn(RULING_PERIOD), Status.CHALLENGED);
        (p.challenger, p.otherRoot) = (msg.sender, otherRoot);

        emit ReportChallenged(reportId, p.assetId, msg.sender, otherRoot, p.deadline);

        TOKEN.safeTransferFrom(msg.sender, address(this), BOND);
    }

    /// @inheritdoc IAttributionReports
    function rule(ReportId reportId, bool reportIsWrong) external restricted {
        Posting storage p = _requireStatus(reportId, Status.CHALLENGED);
        require(block.timestamp < p.deadline, AttributionReports_TooLate(reportId, p.deadline));

        creditOf[reportIsWrong ? p.challenger : p.poster] += BOND + BOND / 2;
        creditOf[TREASURY] += BOND - BOND / 2;
        if (reportIsWrong) {
            p.status = Status.VOID;
            emit ReportVoided(reportId, p.assetId);
        } else {
            _finalise(reportId, p);
        }
    }

    /// @inheritdoc IAttributionReports
    function settle(ReportId reportId) external {
        Posting storage p = _postings[reportId];
        bool challenged = p.status == Status.CHALLENGED;
        if (!challenged) _requireStatus(reportId, Status.POSTED);
        require(block.timestamp >= p.deadline, AttributionReports_TooEarly(reportId, p.deadline));

        creditOf[p.poster] += BOND;
        if (challenged) {
            creditOf[p.challenger] += BOND;
            p.status = Status.LAPSED;
            emit ReportLapsed(reportId, p.assetId);
        } else {
            _finalise(reportId, p);
        }
    }

    /// @inheritdoc IAttributionReports
    function release(address account) external nonReentrant returns (uint256 amount) {
        amount = creditOf[account];
        require(amount != 0, AttributionReports_NothingToRelease(account));

        delete creditOf[account];

        emit CreditReleased(account, amount);

        TOKEN.safeTransfer(account, amount);
    }

    /// @inheritdoc IAttributionReports
    function setChallengeWindow(uint40 newSeconds) external restricted {
        require(
            newSeconds >= MIN_CHALLENGE_WINDOW && newSeconds <= MAX_CHALLENGE_WINDOW,
            AttributionReports_WindowOutOfBounds(newSeconds, MIN_CHALLENGE_WINDOW, MAX_CHALLENGE_WINDOW)
        );

        emit ChallengeWindowChanged(challengeWindow, newSeconds);
        challengeWindow = newSeconds;
    }

    /* READING */

    /// @inheritdoc IAttributionReports
    function finalRootOf(AssetId assetId, uint32 version) external view returns (bytes32) {
        return _postings[finalReportOf[assetId][version]].weightsRoot;
    }

    /// @inheritdoc IAttributionReports
    function postingOf(ReportId reportId) external view returns (Posting memory) {
        return _postings[reportId];
    }

    /// @inheritdoc IAttributionReports
    function reportIdOf(AttributionReport calldata report) public view returns (ReportId) {
        // Every member is one word of its own, so the struct is encoded as EIP-712 wants it.
        return ReportId.wrap(_hashTypedDataV4(keccak256(abi.encode(ATTRIBUTION_REPORT_TYPEHASH, report))));
    }

    /// @inheritdoc IAttributionReports
    function bond() external pure returns (uint256) {
        return BOND;
    }

    /* INTERNAL */

    function _finalise(ReportId reportId, Posting storage p) private {
        p.status = Status.FINAL;
        finalReportOf[p.assetId][p.version] = reportId;

        emit ReportFinal(reportId, p.assetId, p.version, p.weightsRoot);
    }

    function _requireOwner(AssetId assetId) private view {
        bool owns = IERC721(address(REGISTRY)).ownerOf(AssetId.unwrap(assetId)) == msg.sender;
        require(owns, AttributionReports_NotAssetOwner(assetId, msg.sender));
    }

    function _requireStatus(ReportId reportId, Status status) private view returns (Posting storage p) {
        p = _postings[reportId];
        require(p.status == status, AttributionReports_WrongStatus(reportId, p.status));
    }

    function _timeIn(uint40 period) private view returns (uint40) {
        // Timestamps fit 40 bits for thirty thousand years.
        return uint40(block.timestamp) + period;
    }
}
