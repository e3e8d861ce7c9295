// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Drip} from "../types/Drip.sol";

/// @title Stake of others behind operators
/// @notice Anyone may stake SAHARA behind an operator, up to ten times what the operator stakes itself. It lets the
/// operator earn more, is slashed with the operator's own stake and in the same proportion, and is paid what the
/// operator chooses to pay. It does not vote. Amounts are base units of SAHARA.
/// @dev A share is worth `rate` / 1e18 SAHARA. The rate of an operator starts at one and falls with each slash; nothing
/// raises it.
interface IOperatorBacking {
    /// @notice What stands behind an operator.
    /// @param standing Covers revenue, beside the operator's own stake.
    /// @param thawing Is to be withdrawn by backers. It can be slashed and covers nothing new.
    /// @param rate What 1e18 shares are worth.
    /// @param shares All that do not thaw.
    struct Backing {
        uint96 standing;
        uint96 thawing;
        uint64 rate;
        uint128 shares;
    }

    /// @notice Backing on its way out.
    /// @param shares Worth the same as others. They are slashed, and earn nothing.
    /// @param end Unix time from which it may be withdrawn.
    struct BackingThaw {
        uint128 shares;
        uint40 end;
    }

    /// @notice `backer` staked `amount` behind `operator` and has `shares` more.
    event BackingAdded(address indexed operator, address indexed backer, uint256 amount, uint256 shares);
    /// @notice `shares` of `backer` became its thaw `id`, to be withdrawn from `end` on.
    event BackingThawing(
        address indexed operator,
        address indexed backer,
        uint256 indexed id,
        uint256 shares,
        uint40 end
    );
    /// @notice `amount` left with the thaw `id` of `backer`.
    event BackingWithdrawn(
        address indexed operator,
        address indexed backer,
        uint256 indexed id,
        address to,
        uint256 amount
    );
    /// @notice Backing was slashed with the operator's own stake; so much is left, and a share is worth `rate` / 1e18.
    event BackingSlashed(address indexed operator, uint256 standing, uint256 thawing, uint256 rate);
    /// @notice The operator paid its backers `amount`, which drips until `end`.
    event BackersPaid(address indexed operator, uint256 amount, uint40 end);
    /// @notice `amount` of what the operator paid left for `to`.
    event BackingRewardClaimed(address indexed operator, address indexed backer, address indexed to, uint256 amount);

    /// @notice Thrown when an account that must be somebody is zero.
    error OperatorBacking_ZeroAccount();
    /// @notice Thrown when nothing is to be staked, thawed or paid.
    error OperatorBacking_ZeroAmount();
    /// @notice Thrown when more is to be staked behind an operator than its own stake allows.
    error OperatorBacking_TooMuch(address operator, uint256 amount, uint256 room);
    /// @notice Thrown when a share of the operator is worth less than `min` / 1e18, so that nobody may back it again.
    error OperatorBacking_Ruined(address operator, uint256 rate, uint256 min);
    /// @notice Thrown when the backer has fewer shares.
    error OperatorBacking_NotBacked(address operator, address backer, uint256 shares, uint256 held);
    /// @notice Thrown when the backer has no such thaw, or has withdrawn it.
    error OperatorBacking_UnknownThaw(address operator, address backer, uint256 id);
    /// @notice Thrown when the backing thaws until `end`.
    error OperatorBacking_StillThawing(uint40 end);
    /// @notice Thrown when fewer than `min` shares are behind an operator that pays its backers: nothing would drip.
    error OperatorBacking_TooFewShares(address operator, uint256 shares, uint256 min);
    /// @notice Thrown when the operator's last payment drips until `end`.
    error OperatorBacking_StillDripping(address operator, uint40 end);

    /// @notice Stakes `amount` of the caller's SAHARA, out of its allowance, behind `operator`.
    /// @return shares Rounded down.
    function back(address operator, uint96 amount) external returns (uint256 shares);

    /// @notice Turns shares of the caller into a thaw of 12 days, longer than a lock lasts and shorter than the
    /// operator's own thaw. They cover no new revenue and earn nothing from now on; slashes reach them until they have
    /// left.
    function thawBacking(address operator, uint256 shares) external returns (uint256 id, uint40 end);

    /// @notice Pays what a thaw of the caller is worth now, rounded down, once it is over.
    function withdrawBacking(address operator, uint256 id, address to) external returns (uint256 amount);

    /// @notice Pays `amount` of the caller's SAHARA, out of its allowance, to whoever backs it for the next 7 days.
    /// @dev By the operator itself: a payment waits for the end of the last one, which nobody else shall begin.
    function payBackers(uint96 amount) external;

    /// @notice Pays the caller what it earned behind `operator` to `to`.
    function claimBackingRewards(address operator, address to) external returns (uint256 amount);

    /// @notice What stands behind `operator`.
    function backingOf(address operator) external view returns (Backing memory);

    /// @notice Shares of `backer` that do not thaw, and what they are worth, rounded down.
    function backedBy(address operator, address backer) external view returns (uint256 shares, uint256 worth);

    /// @notice How much more the own stake of `operator` allows to be staked behind it.
    function backingRoom(address operator) external view returns (uint256);

    /// @notice A thaw of `backer`; all zero if there is none or it was withdrawn.
    function backingThawOf(address operator, address backer, uint256 id) external view returns (BackingThaw memory);

    /// @notice How many thaws `backer` ever began behind `operator`. Their ids count from 0.
    function backingThawCountOf(address operator, address backer) external view returns (uint256);

    /// @notice What `backer` could claim now of what `operator` paid.
    function claimableBacking(address operator, address backer) external view returns (uint256);

    /// @notice What `operator` paid its backers, and how it drips.
    function backingDripOf(address operator) external view returns (Drip memory);
}
