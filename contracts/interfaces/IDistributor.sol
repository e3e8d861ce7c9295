// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {DistributionId} from "../types/DistributionId.sol";

/// @title Distributions: tokens for any number of accounts at the price of one slot
/// @notice Whoever opens a distribution pays for it. A leaf of its root is (index, account, amount), hashed as
/// OpenZeppelin's merkle-tree hashes it. Each is claimed once, by anyone, for its account alone; after the
/// deadline anyone returns the rest to whoever paid, which is the treasury for what governance distributes.
/// @dev For tokens whose balances move by transfers alone: one that shrinks by itself, or charges the sender on top,
/// takes from all its distributions, and an ERC-721 would never leave.
/// The sum of a root's leaves can't be checked: a distribution pays what it holds, so the last to come may find
/// too little, and no other distribution is touched.
interface IDistributor {
    /// @notice How claims of SAHARA vest: each goes to a VestingVotesWallet of its account. Times in seconds.
    /// @param duration Zero for claims that are paid out at once.
    /// @param cliff From the start, and no longer than the duration.
    /// @param votes Whether what has not vested votes.
    struct Vesting {
        uint40 start;
        uint40 duration;
        uint40 cliff;
        bool votes;
    }

    /// @param deadline Unix time until which leaves are claimed.
    /// @param funder Who paid, and gets the rest.
    /// @param left What is not claimed yet.
    struct Distribution {
        IERC20 token;
        uint40 deadline;
        address funder;
        uint96 left;
        bytes32 root;
        Vesting vesting;
    }

    /// @notice `funder` paid `amount` for the leaves of `root`.
    event DistributionOpened(
        DistributionId indexed id,
        IERC20 indexed token,
        address indexed funder,
        uint256 amount,
        bytes32 root,
        uint40 deadline,
        Vesting vesting
    );
    /// @notice Leaf `index` was paid to `recipient`: the account, or the wallet in which it vests for it.
    event DistributionClaimed(
        DistributionId indexed id,
        address indexed account,
        uint256 index,
        address recipient,
        uint256 amount
    );
    /// @notice `amount` was not claimed, and went back to `funder`.
    event DistributionReturned(DistributionId indexed id, address indexed funder, uint256 amount);

    /// @notice Thrown when a deadline has passed already or is after `latest`.
    error Distributor_DeadlineOutOfBounds(uint40 deadline, uint256 latest);
    /// @notice Thrown when `token` is none: it says of no balance.
    error Distributor_NotAToken(IERC20 token);
    /// @notice Thrown when nothing arrived that could be distributed.
    error Distributor_NothingReceived(IERC20 token);
    /// @notice Thrown when something else than SAHARA is to vest.
    error Distributor_CannotVest(IERC20 token);
    /// @notice Thrown when a cliff is longer than the duration.
    error Distributor_CliffTooLong(uint40 cliff, uint40 duration);
    error Distributor_Unknown(DistributionId id);
    /// @notice Thrown when a leaf is claimed after the deadline.
    error Distributor_Closed(DistributionId id, uint40 deadline);
    /// @notice Thrown when the rest is asked for by the deadline.
    error Distributor_StillOpen(DistributionId id, uint40 deadline);
    error Distributor_AlreadyClaimed(DistributionId id, uint256 index);
    /// @notice Thrown when the leaf is not under the root.
    error Distributor_InvalidProof(DistributionId id, uint256 index);
    /// @notice Thrown when the root promised more than was paid for.
    error Distributor_Exhausted(DistributionId id, uint256 amount, uint256 left);

    /// @notice Opens a distribution of what arrives of `amount`, which the caller has allowed.
    /// @param deadline At most four years from now.
    function open(
        IERC20 token,
        uint96 amount,
        bytes32 root,
        uint40 deadline,
        Vesting calldata vesting
    ) external returns (DistributionId id);

    /// @notice Pays a leaf to its account, or to a new wallet in which it vests. Anyone may call.
    /// @return recipient Who was paid.
    function claim(
        DistributionId id,
        uint256 index,
        address account,
        uint96 amount,
        bytes32[] calldata proof
    ) external returns (address recipient);

    /// @notice Returns what is left after the deadline to whoever paid. Anyone may call.
    /// @return amount What was returned, which may be zero.
    function returnRest(DistributionId id) external returns (uint256 amount);

    /// @notice A distribution; all zero if there is none.
    function distributionOf(DistributionId id) external view returns (Distribution memory);

    /// @notice How many distributions there are; the last has this id.
    function distributionCount() external view returns (uint256);

    /// @notice Whether leaf `index` was paid.
    function isClaimed(DistributionId id, uint256 index) external view returns (bool);
}
