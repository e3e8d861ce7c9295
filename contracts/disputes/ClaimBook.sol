// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {IAssetRegistry} from "../interfaces/IAssetRegistry.sol";
import {IDisputeCourt} from "../interfaces/IDisputeCourt.sol";
import {AssetId} from "../types/AssetId.sol";
import {ClaimId} from "../types/ClaimId.sol";

/// @title What the court keeps of each claim, and where its bonds go
/// @dev SAHARA moves what it is told to, so no balance is read for bonds.
abstract contract ClaimBook is IDisputeCourt, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    IAssetRegistry public immutable REGISTRY;
    IERC20 public immutable TOKEN;
    address public immutable TREASURY;

    uint256 public claimCount;
    mapping(address account => uint256 amount) public creditOf;
    mapping(ClaimId claimId => Claim claim) internal _claims;

    constructor(IAssetRegistry registry, IERC20 token, address treasury) {
        REGISTRY = registry;
        TOKEN = token;
        TREASURY = treasury;
    }

    /// @inheritdoc IDisputeCourt
    function release(address account) external nonReentrant returns (uint256 amount) {
        amount = creditOf[account];
        require(amount != 0, DisputeCourt_NothingToRelease(account));

        delete creditOf[account];

        emit CreditReleased(account, amount);

        TOKEN.safeTransfer(account, amount);
    }

    /// @inheritdoc IDisputeCourt
    function claimOf(ClaimId claimId) external view returns (Claim memory) {
        return _claims[claimId];
    }

    /* BONDS */

    function _takeBond(uint256 amount) internal {
        TOKEN.safeTransferFrom(msg.sender, address(this), amount);
    }

    /// @dev Both sides get back what they put up.
    function _returnBonds(Claim storage c) internal {
        creditOf[c.claimant] += c.bond;
        if (c.respondent != address(0)) creditOf[c.respondent] += c.bond;
    }

    /// @dev The loser's bond is shared by the winner and the treasury; what a silent respondent would get is the
    /// treasury's.
    function _shareBonds(Claim storage c, bool claimantWins) internal {
        uint256 bond = c.bond;
        if (c.respondent == address(0)) {
            // A silent respondent put up nothing to lose.
            creditOf[claimantWins ? c.claimant : TREASURY] += bond;
            return;
        }
        creditOf[claimantWins ? c.claimant : c.respondent] += bond + bond / 2;
        creditOf[TREASURY] += bond - bond / 2;
    }

    /// @dev A claim that is taken back after a step against it costs half of its bond.
    function _returnLess(Claim storage c) internal {
        uint256 bond = c.bond;
        bool answered = c.respondent != address(0);
        creditOf[answered ? c.respondent : TREASURY] += (answered ? bond : 0) + bond / 2;
        creditOf[c.claimant] += bond - bond / 2;
    }

    /* CHECKS */

    function _requireStage(ClaimId claimId, Stage stage) internal view returns (Claim storage c) {
        c = _claims[claimId];
        require(c.stage == stage, DisputeCourt_WrongStage(claimId, c.stage));
    }

    function _requireBefore(ClaimId claimId, uint40 deadline) internal view {
        require(block.timestamp < deadline, DisputeCourt_TooLate(claimId, deadline));
    }

    function _requireFrom(ClaimId claimId, uint40 deadline) internal view {
        require(block.timestamp >= deadline, DisputeCourt_TooEarly(claimId, deadline));
    }

    function _assetOf(Claim storage c) internal view returns (AssetId) {
        return AssetId.wrap(c.assetId);
    }

    function _ownerOf(AssetId assetId) internal view returns (address) {
        return IERC721(address(REGISTRY)).ownerOf(AssetId.unwrap(assetId));
    }

    /// @dev Whether the claim says that the asset should be somebody else's.
    function _movesUnits(Claim storage c) internal view returns (bool) {
        return c.kind <= ClaimKind.INFRINGING;
    }

    function _timeIn(uint40 period) internal view returns (uint40) {
        // Timestamps fit 40 bits for thirty thousand years.
        return uint40(block.timestamp) + period;
    }
}
