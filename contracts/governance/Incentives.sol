// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IIncentives} from "../interfaces/IIncentives.sol";
import {IPaymentSource} from "../interfaces/IPaymentSource.sol";
import {IRevenueLedger} from "../interfaces/IRevenueLedger.sol";
import {IUsageMeter} from "../interfaces/IUsageMeter.sol";
import {CeilingRoom} from "../libraries/CeilingRoom.sol";
import {TokenBalance} from "../libraries/TokenBalance.sol";
import {AssetId, PROTOCOL} from "../types/AssetId.sol";
import {OfferId} from "../types/OfferId.sol";
import {BPS, NATIVE, UNITS} from "../types/Revenue.sol";

/// @title Incentives by epoch, bounded by the fees that offers caused
/// @dev Who pays a fee F to itself is left with at most r·t·F of the budget, r = REWARD_BPS/BPS and t the treasury's
/// part of the protocol's account, and with (1−t)·F from all its other units. The sum is F·(1 − t·(1−r)) at most: never
/// above what it paid, however the budget is divided. Rewards are no income of an offer, so they cause no fees.
///
/// Nobody has a role here. The invariants are numbered INC-1 to INC-8 in docs/requirements.md.
contract Incentives is IIncentives, IPaymentSource, ReentrancyGuardTransient {
    using CeilingRoom for IRevenueLedger;
    using SafeERC20 for IERC20;
    using TokenBalance for address;

    uint256 public constant EPOCH = 28 days;
    uint256 public constant REWARD_BPS = 8_000;
    /// @dev How many epochs to come can be funded.
    uint256 private constant EPOCHS_AHEAD = 12;

    uint256 public immutable START = block.timestamp;
    IUsageMeter public immutable METER;
    IRevenueLedger public immutable LEDGER;
    address public immutable TREASURY;

    uint256 public treasuryUnits = UNITS;

    mapping(OfferId offerId => uint256 passed) public reportedOf;
    mapping(uint256 epoch => mapping(address token => Budget budget)) private _budgets;
    mapping(uint256 epoch => mapping(OfferId offerId => Report counted)) private _reports;

    constructor(IUsageMeter meter, IRevenueLedger ledger, address treasury) {
        METER = meter;
        LEDGER = ledger;
        TREASURY = treasury;
    }

    /* BUDGETS */

    /// @inheritdoc IIncentives
    function fund(uint256 epoch, address token, uint96 amount) external nonReentrant {
        uint256 first = currentEpoch();
        uint256 last = first + EPOCHS_AHEAD;
        require(epoch >= first && epoch <= last, Incentives_EpochOutOfBounds(epoch, first, last));
        require(token != NATIVE && LEDGER.accepts(PROTOCOL, token), Incentives_NotACurrency(token));
        uint256 received = token.pull(msg.sender, amount);
        require(received != 0, Incentives_NothingReceived(token));
        uint256 total = _budgets[epoch][token].amount + received;
        require(total <= type(uint96).max, Incentives_BudgetTooHigh(total, type(uint96).max));

        _observe();
        _budgets[epoch][token].amount = uint96(total);

        emit BudgetFunded(epoch, token, msg.sender, received);
    }

    /// @inheritdoc IIncentives
    function returnUnspent(uint256 epoch, address token) external nonReentrant returns (uint256 amount) {
        _requireOver(epoch);
        Budget storage budget = _budgets[epoch][token];
        if (budget.returned) return 0;
        amount = Math.saturatingSub(budget.amount, _mostOf(budget.fees));
        if (amount == 0) return 0;

        budget.returned = true;

        emit BudgetReturned(epoch, token, amount);

        IERC20(token).safeTransfer(TREASURY, amount);
    }

    /* FEES */

    /// @inheritdoc IIncentives
    function report(OfferId[] calldata offerIds) external {
        _observe();
        uint256 epoch = currentEpoch();
        for (uint256 i; i < offerIds.length; ++i) _report(epoch, offerIds[i]);
    }

    /// @inheritdoc IIncentives
    function observe() external {
        _observe();
    }

    /// @dev The meter's fee is a floor of a sum, so its differences add up to what the ledger was paid.
    function _report(uint256 epoch, OfferId offerId) private {
        IUsageMeter.OfferState memory offer = METER.offerOf(offerId);
        require(offer.operator != address(0), Incentives_UnknownOffer(offerId));
        (uint256 before, uint256 passed) = (reportedOf[offerId], METER.earningsOf(offerId).passed);
        if (passed == before) return;
        uint256 fee = (passed * offer.feeBps) / BPS - (before * offer.feeBps) / BPS;
        uint256 counted = (fee * treasuryUnits) / UNITS;

        reportedOf[offerId] = passed;
        // All fees of a token are in one stream of the ledger, which is a uint120.
        _reports[epoch][offerId].fees += uint120(counted);
        _budgets[epoch][offer.token].fees += uint120(counted);

        emit FeesReported(offerId, epoch, offer.token, fee, counted);
    }

    /// @dev Never up: who paid fees while it had units, and gave them up since, got its part of those fees.
    function _observe() private {
        uint256 units = LEDGER.accountOf(PROTOCOL).ownerUnits;
        uint256 before = treasuryUnits;
        if (units >= before) return;

        treasuryUnits = units;

        emit TreasuryUnitsFell(before, units);
    }

    /* REWARDS */

    /// @inheritdoc IIncentives
    function passRewards(uint256 epoch, OfferId[] calldata offerIds) external nonReentrant {
        _requireOver(epoch);
        for (uint256 i; i < offerIds.length; ++i) _pass(epoch, offerIds[i]);
    }

    /// @inheritdoc IIncentives
    function withdrawRewards(
        uint256 epoch,
        OfferId[] calldata offerIds,
        address to
    ) external nonReentrant returns (uint256 amount) {
        require(to != address(0), Incentives_ZeroAccount());
        _requireOver(epoch);
        if (offerIds.length == 0) return 0;
        address token = METER.offerOf(offerIds[0]).token;
        for (uint256 i; i < offerIds.length; ++i) amount += _take(epoch, offerIds[i], token, to);
        if (amount != 0) IERC20(token).safeTransfer(to, amount);
    }

    /// @inheritdoc IPaymentSource
    /// @dev The ledger calls back only whoever called `collect`, so this is within `passRewards`.
    function onCollect(address, address token, uint256 amount) external {
        require(msg.sender == address(LEDGER), Incentives_NotLedger(msg.sender));
        IERC20(token).safeTransfer(msg.sender, amount);
    }

    function _pass(uint256 epoch, OfferId offerId) private {
        IUsageMeter.OfferState memory offer = METER.offerOf(offerId);
        (, uint256 toAsset) = _rewardOf(epoch, offerId, offer);
        Report storage counted = _reports[epoch][offerId];
        uint256 due = toAsset - counted.passed;
        if (due == 0) return;
        AssetId assetId = AssetId.wrap(offer.assetId);
        uint256 amount = LEDGER.atMostRoom(assetId, offer.token, due);
        if (amount == 0) return;

        // A part of a budget, which is a uint96.
        counted.passed += uint120(amount);

        emit IncentivePassed(offerId, epoch, offer.token, amount);

        LEDGER.collect(assetId, offer.token, amount, 0, OfferId.unwrap(offerId), address(this));
    }

    function _take(uint256 epoch, OfferId offerId, address token, address to) private returns (uint256 amount) {
        IUsageMeter.OfferState memory offer = METER.offerOf(offerId);
        require(offer.operator == msg.sender, Incentives_NotOperator(msg.sender, offer.operator));
        require(offer.token == token, Incentives_TokensDiffer(offerId, offer.token, token));
        Report storage counted = _reports[epoch][offerId];
        if (counted.withdrawn) return 0;
        (amount, ) = _rewardOf(epoch, offerId, offer);
        if (amount == 0) return 0;

        counted.withdrawn = true;

        emit IncentiveWithdrawn(offerId, epoch, msg.sender, to, amount);
    }

    /* READING */

    /// @inheritdoc IIncentives
    function rewardOf(uint256 epoch, OfferId offerId) external view returns (uint256 toOperator, uint256 toAsset) {
        return _rewardOf(epoch, offerId, METER.offerOf(offerId));
    }

    /// @inheritdoc IIncentives
    function budgetOf(uint256 epoch, address token) external view returns (Budget memory) {
        return _budgets[epoch][token];
    }

    /// @inheritdoc IIncentives
    function reportOf(uint256 epoch, OfferId offerId) external view returns (Report memory) {
        return _reports[epoch][offerId];
    }

    /// @inheritdoc IIncentives
    function currentEpoch() public view returns (uint256) {
        return (block.timestamp - START) / EPOCH;
    }

    /// @inheritdoc IIncentives
    function endOf(uint256 epoch) public view returns (uint256) {
        // Epochs that nobody lives to see have no end that fits.
        return epoch < type(uint40).max ? START + (epoch + 1) * EPOCH : type(uint256).max;
    }

    function _rewardOf(
        uint256 epoch,
        OfferId offerId,
        IUsageMeter.OfferState memory offer
    ) private view returns (uint256 toOperator, uint256 toAsset) {
        uint256 fees = _reports[epoch][offerId].fees;
        if (fees == 0) return (0, 0);
        Budget memory budget = _budgets[epoch][offer.token];
        // Below 2^216.
        uint256 part = (uint256(budget.amount) * fees) / budget.fees;
        uint256 reward = Math.min(part, _mostOf(fees));
        toOperator = (reward * offer.operatorBps) / BPS;
        toAsset = reward - toOperator;
    }

    /// @dev Most that comes back of fees.
    function _mostOf(uint256 fees) private pure returns (uint256) {
        return (fees * REWARD_BPS) / BPS;
    }

    function _requireOver(uint256 epoch) private view {
        uint256 end = endOf(epoch);
        require(block.timestamp >= end, Incentives_EpochNotOver(epoch, end));
    }
}
