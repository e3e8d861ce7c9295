// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {OfferId} from "../types/OfferId.sol";

/// @title Incentives: budgets by epoch for offers that are really used, bounded by the fees they caused
/// @notice A budget is of one epoch and one token. Fees of an offer's income that reached the protocol count once, in
/// the epoch in which anyone reports them. When the epoch is over, an offer has earned its part of the budget, in
/// proportion to the fees counted, but at most REWARD_BPS of them: whoever buys from itself loses the rest. The reward
/// is shared as the offer's income is, between operator and asset, and the asset's part is revenue of the ledger.
/// @dev A fee counts in proportion to the treasury's part of the protocol's account in the ledger, the least that was
/// seen here: what owners of its other units get back of the fees they pay, they don't get a second time. No payment
/// knows of this contract: it reads the meter's sums, and goes through no list.
interface IIncentives {
    /// @param amount What was paid in for the epoch.
    /// @param fees The fees counted, of all offers.
    /// @param returned Whether what the epoch did not spend went back to the treasury.
    struct Budget {
        uint96 amount;
        uint120 fees;
        bool returned;
    }

    /// @notice What an offer did in an epoch.
    /// @param fees Its fees counted.
    /// @param passed What of the asset's part reached the ledger.
    /// @param withdrawn Whether the operator had its part.
    struct Report {
        uint120 fees;
        uint120 passed;
        bool withdrawn;
    }

    /// @notice `amount` arrived for the budget of the epoch.
    event BudgetFunded(uint256 indexed epoch, address indexed token, address indexed funder, uint256 amount);
    /// @notice `counted` of `fee` counts in the epoch.
    event FeesReported(
        OfferId indexed offerId,
        uint256 indexed epoch,
        address indexed token,
        uint256 fee,
        uint256 counted
    );
    /// @notice `amount` of the asset's part of the offer's reward reached the ledger.
    event IncentivePassed(OfferId indexed offerId, uint256 indexed epoch, address indexed token, uint256 amount);
    /// @notice The operator took its part of the offer's reward.
    event IncentiveWithdrawn(
        OfferId indexed offerId,
        uint256 indexed epoch,
        address indexed operator,
        address to,
        uint256 amount
    );
    /// @notice What the epoch did not spend went to the treasury.
    event BudgetReturned(uint256 indexed epoch, address indexed token, uint256 amount);
    /// @notice The treasury was seen with fewer units of the protocol's account than before.
    event TreasuryUnitsFell(uint256 previousUnits, uint256 units);

    error Incentives_ZeroAccount();
    /// @notice Thrown when an epoch is over or begins too late to be funded.
    error Incentives_EpochOutOfBounds(uint256 epoch, uint256 first, uint256 last);
    error Incentives_EpochNotOver(uint256 epoch, uint256 end);
    /// @notice Thrown when `token` is no currency of the ledger, or the native coin, of which there are no fees.
    error Incentives_NotACurrency(address token);
    error Incentives_NothingReceived(address token);
    error Incentives_BudgetTooHigh(uint256 amount, uint256 max);
    error Incentives_UnknownOffer(OfferId offerId);
    error Incentives_NotOperator(address caller, address operator);
    error Incentives_TokensDiffer(OfferId offerId, address token, address expected);
    error Incentives_NotLedger(address caller);

    /// @notice Adds what arrives of `amount`, which the caller has allowed, to the budget of an epoch: this one, or
    /// one of the twelve to come. What the epoch does not spend is the treasury's.
    function fund(uint256 epoch, address token, uint96 amount) external;

    /// @notice Counts the fees that the offers have paid since they were last reported, in this epoch. Anyone may
    /// call, so that nobody can keep fees for an epoch with fewer rivals.
    function report(OfferId[] calldata offerIds) external;

    /// @notice Takes note of how much of the protocol's account is the treasury's. Anyone may call.
    function observe() external;

    /// @notice Pays the assets' parts of the offers' rewards to the ledger, as far as revenue ceilings leave room.
    /// Anyone may call, once the epoch is over.
    function passRewards(uint256 epoch, OfferId[] calldata offerIds) external;

    /// @notice Pays the operator's parts of the rewards of the caller's offers, all in one token, to `to`.
    function withdrawRewards(uint256 epoch, OfferId[] calldata offerIds, address to) external returns (uint256 amount);

    /// @notice Sends what an epoch did not spend to the treasury. Anyone may call, once it is over.
    /// @return amount What was sent, which may be zero.
    function returnUnspent(uint256 epoch, address token) external returns (uint256 amount);

    /// @notice What an offer has earned in an epoch: as it stands now while the epoch lasts, rounded down.
    function rewardOf(uint256 epoch, OfferId offerId) external view returns (uint256 toOperator, uint256 toAsset);

    /// @notice The budget of an epoch in a token, and the fees that share it.
    function budgetOf(uint256 epoch, address token) external view returns (Budget memory);

    /// @notice What an offer did in an epoch.
    function reportOf(uint256 epoch, OfferId offerId) external view returns (Report memory);

    /// @notice The offer's income, as far as it was passed on, whose fees have been counted.
    function reportedOf(OfferId offerId) external view returns (uint256 passed);

    /// @notice The epoch that runs, counted from 0.
    function currentEpoch() external view returns (uint256);

    /// @notice Unix time with which an epoch ends.
    function endOf(uint256 epoch) external view returns (uint256);

    /// @notice The fewest units of the protocol's account that the treasury was seen with.
    function treasuryUnits() external view returns (uint256);
}
