// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title The pool of staked SAHARA
/// @notice Whoever stakes SAHARA gets receipts: an ERC-20 whose holders vote, are paid their part of the protocol's
/// fees (see IStakingRewards), and answer with their stake for what governance slashes.
/// @dev A receipt is worth `rate` / 1e18 SAHARA. The rate starts at one and falls with each slash; nothing raises it.
/// Votes are counted in SAHARA at the rate of their time. Checkpoints are in receipts, as are the amounts of
/// DelegateVotesChanged. What the treasury stakes for itself goes back to it alone, so it is as safe as what it holds:
/// its receipts can't be transferred, and SAHARA leaves the treasury with notice (see ISaharaTimelock).
interface IStakingPool {
    /// @notice Stake on its way out.
    /// @param shares Worth the same as as many receipts. They neither vote nor earn, and are slashed like these.
    /// @param end Unix time from which it may be withdrawn.
    struct Thaw {
        uint128 shares;
        uint40 end;
    }

    /// @notice `from` staked `amount` of SAHARA for `account`, which got `receipts`.
    event StakeAdded(address indexed account, address indexed from, uint256 amount, uint256 receipts);
    /// @notice `receipts` of `account` became its thaw `id`, to be withdrawn from `end` on.
    event StakeThawing(address indexed account, uint256 indexed id, uint256 receipts, uint40 end);
    /// @notice `amount` of SAHARA left with the thaw `id`.
    event ThawWithdrawn(address indexed account, uint256 indexed id, address indexed to, uint256 amount);
    /// @notice `amount` of SAHARA, `bps` of all, went to the treasury. A receipt is worth `rate` / 1e18 SAHARA since.
    event PoolSlashed(uint16 bps, uint256 amount, uint256 rate, bytes32 reason);

    /// @notice Thrown when an account that must be somebody is zero.
    error StakingPool_ZeroAccount();
    /// @notice Thrown when nothing is to be staked or unstaked.
    error StakingPool_ZeroAmount();
    /// @notice Thrown when `account` has no such thaw, or has withdrawn it.
    error StakingPool_UnknownThaw(address account, uint256 id);
    /// @notice Thrown when the stake thaws until `end`.
    error StakingPool_StillThawing(uint40 end);
    /// @notice Thrown when a slash is none, or takes more than `max` basis points.
    error StakingPool_SlashOutOfBounds(uint256 bps, uint256 max);
    /// @notice Thrown when the last slash is so recent that the next may be no earlier than `next`.
    error StakingPool_SlashTooSoon(uint256 next);
    /// @notice Thrown when receipts would be worth less than `min` / 1e18.
    error StakingPool_RateTooLow(uint256 rate, uint256 min);

    /// @notice Thrown when receipts or stake of the treasury would go to `to`, and not back to the treasury.
    error StakingPool_OnlyToTreasury(address to);

    /// @notice Stakes `amount` of the caller's SAHARA, out of its allowance, for `account`, which gets the receipts.
    /// @return receipts Rounded down.
    function stake(address account, uint96 amount) external returns (uint256 receipts);

    /// @notice Turns receipts of the caller into a thaw of 21 days. Votes and rewards end at once; slashes reach it
    /// until it has left.
    function requestUnstake(uint256 receipts) external returns (uint256 id, uint40 end);

    /// @notice Pays what a thaw of the caller is worth now, rounded down, once it is over. The treasury pays
    /// itself alone.
    function withdraw(uint256 id, address to) external returns (uint256 amount);

    /// @notice Sends `bps` of all stake, what thaws included, to the treasury: at most 3,000, and not again for 21
    /// days. Restricted.
    /// @param reason What was decided, for the event: the digest of a proposal or a report.
    function slash(uint16 bps, bytes32 reason) external returns (uint256 amount);

    /// @notice SAHARA that is staked or thaws. What else the pool holds was never staked, and is nobody's.
    function staked() external view returns (uint256);

    /// @notice What 1e18 receipts are worth, in base units of SAHARA.
    function rate() external view returns (uint256);

    /// @notice What 1e18 receipts were worth at the end of the second `timepoint`.
    function pastRate(uint256 timepoint) external view returns (uint256);

    /// @notice SAHARA that the receipts of `account` are worth, rounded down.
    function stakeOf(address account) external view returns (uint256);

    /// @notice A thaw of `account`; all zero if there is none or it was withdrawn.
    function thawOf(address account, uint256 id) external view returns (Thaw memory);

    /// @notice How many thaws `account` ever began. Their ids count from 0.
    function thawCountOf(address account) external view returns (uint256);

    /// @notice Unix time from which the pool may be slashed again.
    function nextSlash() external view returns (uint40);
}
