// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {IDisputeCourt} from "../interfaces/IDisputeCourt.sol";
import {ILicenseManager} from "../interfaces/ILicenseManager.sol";
import {AssetId} from "../types/AssetId.sol";
import {ClaimId} from "../types/ClaimId.sol";
import {LicenseId} from "../types/LicenseId.sol";
import {LicenseTerms} from "../types/LicenseTerms.sol";
import {NATIVE} from "../types/Revenue.sol";
import {AssetHolds} from "./AssetHolds.sol";

/// @title Pools of held income, and the licensees that are refunded from them
/// @dev A licence was sold for the price of at least one period of its terms, which never change: so much the chain
/// knows that was paid, and no more is given back. All licences are entered before any is paid, so that a short pool
/// is shared in proportion. None is sold while the claim holds the asset, so nobody can buy into a pool.
abstract contract Refunds is AssetHolds {
    using Address for address payable;
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    ILicenseManager public immutable LICENSES;

    mapping(ClaimId claimId => mapping(address token => Pool pool)) private _pools;
    /// @dev A licence is entered once, or two claims would refund it twice.
    mapping(LicenseId licenseId => Entry entry) private _entries;

    constructor(ILicenseManager licenses) {
        LICENSES = licenses;
    }

    /// @dev Income in the native coin, which the ledger pays within `award`.
    receive() external payable {
        require(msg.sender == address(LEDGER), DisputeCourt_NotLedger(msg.sender));
    }

    /// @inheritdoc IDisputeCourt
    function enterRefund(LicenseId licenseId, ClaimId claimId) external {
        Claim storage c = _requireStage(claimId, Stage.UPHELD);
        _requireBefore(claimId, c.deadline);
        AssetId assetId = _assetOf(c);
        require(licenseId.assetOf() == assetId, DisputeCourt_WrongLicense(licenseId, assetId));
        address holder = IERC721(address(LICENSES)).ownerOf(LicenseId.unwrap(licenseId));
        require(holder == msg.sender, DisputeCourt_NotHolder(licenseId, msg.sender));
        ClaimId earlier = _entries[licenseId].claimId;
        require(ClaimId.unwrap(earlier) == 0, DisputeCourt_AlreadyEntered(licenseId, earlier));
        (address token, uint128 price) = _paidFor(licenseId);
        require(price != 0, DisputeCourt_NothingPaid(licenseId));

        _entries[licenseId] = Entry(claimId, holder);
        Pool storage pool = _pools[claimId][token];
        pool.entered = (uint256(pool.entered) + price).toUint128();

        emit RefundEntered(claimId, licenseId, holder, token, price);
    }

    /// @inheritdoc IDisputeCourt
    function refundBuyer(LicenseId licenseId) external nonReentrant returns (uint256 amount) {
        (ClaimId claimId, address holder) = _requireEntry(licenseId);
        _requireFrom(claimId, _claims[claimId].deadline);
        (address token, uint128 price) = _paidFor(licenseId);
        Pool memory pool = _pools[claimId][token];
        // Rounded down, so that all together are never more than was collected.
        amount = pool.collected < pool.entered ? Math.mulDiv(price, pool.collected, pool.entered) : price;
        require(amount != 0, DisputeCourt_NothingLeft(claimId, token));

        delete _entries[licenseId].holder;

        emit BuyerRefunded(claimId, licenseId, holder, token, amount);

        _send(token, holder, amount);
    }

    /// @inheritdoc IDisputeCourt
    function collectRest(ClaimId claimId, address token) external nonReentrant returns (uint256 amount) {
        Claim storage c = _claims[claimId];
        _requireFrom(claimId, c.deadline);
        Pool storage pool = _pools[claimId][token];
        require(pool.collected > pool.entered, DisputeCourt_NothingLeft(claimId, token));
        amount = pool.collected - pool.entered;
        address to = _movesUnits(c) ? c.claimant : _ownerOf(_assetOf(c));

        // Every licence still gets its price from what is left.
        pool.collected = pool.entered;

        emit RestCollected(claimId, token, to, amount);

        _send(token, to, amount);
    }

    /// @inheritdoc IDisputeCourt
    function poolOf(ClaimId claimId, address token) external view returns (Pool memory) {
        return _pools[claimId][token];
    }

    /// @inheritdoc IDisputeCourt
    function entryOf(LicenseId licenseId) external view returns (Entry memory) {
        return _entries[licenseId];
    }

    /* INTERNAL */

    /// @dev Claims what the court's position has earned. What arrived counts.
    function _collect(ClaimId claimId, AssetId assetId, address token) internal {
        uint256 before = _held(token);
        LEDGER.claim(assetId, token, address(this), new AssetId[](0));
        uint256 amount = _held(token) - before;
        if (amount == 0) return;

        Pool storage pool = _pools[claimId][token];
        pool.collected = (pool.collected + amount).toUint128();

        emit IncomeCollected(claimId, assetId, token, amount);
    }

    function _strike(LicenseId licenseId) internal {
        (ClaimId claimId, ) = _requireEntry(licenseId);
        _requireBefore(claimId, _claims[claimId].deadline);
        (address token, uint128 price) = _paidFor(licenseId);

        delete _entries[licenseId].holder;
        _pools[claimId][token].entered -= price;

        emit RefundStruck(claimId, licenseId);
    }

    function _requireEntry(LicenseId licenseId) private view returns (ClaimId claimId, address holder) {
        Entry memory entry = _entries[licenseId];
        (claimId, holder) = (entry.claimId, entry.holder);
        require(holder != address(0), DisputeCourt_NotEntered(licenseId));
    }

    /// @dev The price of one period, which is the least that a licence was sold for.
    function _paidFor(LicenseId licenseId) private view returns (address token, uint128 price) {
        LicenseTerms memory terms = LICENSES.termsOf(LICENSES.licenseOf(licenseId).termsId);
        return (terms.currency, terms.price);
    }

    function _held(address token) private view returns (uint256) {
        return token == NATIVE ? address(this).balance : IERC20(token).balanceOf(address(this));
    }

    function _send(address token, address to, uint256 amount) private {
        if (token == NATIVE) payable(to).sendValue(amount);
        else IERC20(token).safeTransfer(to, amount);
    }
}
