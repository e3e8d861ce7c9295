// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Drip} from "../types/Drip.sol";

/// @title What stakers are paid: their part of the protocol's fees
/// @notice Holds revenue units of the protocol's own account in the ledger, as governance gave them, and shares what
/// they bring among the receipts of the staking pool, in up to eight currencies.
/// @dev What a harvest brings drips over 7 days, so it belongs to whoever stakes during these, and stake that comes for
/// the harvest alone gets nothing. The drip waits while there are too few receipts.
interface IStakingRewards {
    /// @notice Rewards may come in `token` from now on.
    event RewardCurrencyListed(address indexed token);
    /// @notice `amount` of `token` came in and drips until `end`.
    event Harvested(address indexed token, uint256 amount, uint40 end);
    /// @notice `amount` of `token`, in which no rewards come, went to the treasury.
    event Forwarded(address indexed token, uint256 amount);
    /// @notice `amount` of the rewards of `account` left.
    event RewardClaimed(address indexed account, address indexed token, address indexed to, uint256 amount);
    /// @notice `units` of the protocol's revenue went back to the treasury.
    event UnitsReturned(uint256 units);

    /// @notice Thrown when somebody else than the pool moves receipts.
    error StakingRewards_NotPool(address caller);
    /// @notice Thrown when an account that must be somebody is zero.
    error StakingRewards_ZeroAccount();
    /// @notice Thrown when no rewards come in `token`.
    error StakingRewards_NotListed(address token);
    /// @notice Thrown when rewards come in `token` already.
    error StakingRewards_AlreadyListed(address token);
    /// @notice Thrown when the ledger does not take `token`, so that no fees come in it.
    error StakingRewards_NotInLedger(address token);
    /// @notice Thrown when there would be more than `max` currencies.
    error StakingRewards_TooManyCurrencies(uint256 max);
    /// @notice Thrown when the last harvest drips until `end`, or longer if too little was staked.
    error StakingRewards_StillDripping(address token, uint40 end);
    /// @notice Thrown when nothing has come in.
    error StakingRewards_NothingToHarvest(address token);

    /// @notice Claims what the ledger owes in `token`, and lets it and whatever else arrived since drip for 7 days.
    /// Anyone may call, once the last harvest has dripped.
    function harvest(address token) external returns (uint256 amount);

    /// @notice Claims what the ledger owes in a currency in which no rewards come, and sends it to the treasury. Anyone
    /// may call: such a currency is no staker's, and there is room for eight.
    function forward(address token) external returns (uint256 amount);

    /// @notice Pays the caller's rewards in each of `tokens` to `to`.
    function claim(address[] calldata tokens, address to) external;

    /// @notice Adds a currency of the ledger, for good. Restricted.
    function listCurrency(address token) external;

    /// @notice Gives revenue units back to the treasury; what they brought until now stays here. Restricted.
    function returnUnits(uint256 units) external;

    /// @notice Keeps everyone's rewards while `receipts` move from `from` to `to`, zero being nobody. Only the pool.
    /// @param supply All receipts before the move.
    function onMove(address from, address to, uint256 receipts, uint256 supply) external;

    /// @notice What `account` could claim now, in base units of `token`, rounded down.
    function claimable(address account, address token) external view returns (uint256);

    /// @notice The currencies in which rewards come.
    function currencies() external view returns (address[] memory);

    /// @notice The state of one currency.
    function dripOf(address token) external view returns (Drip memory);

    /// @notice What `account` was paid, times 2^96, corrected for receipts that moved.
    function debtOf(address account, address token) external view returns (int256);
}
