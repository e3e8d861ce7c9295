// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title A grant that vests, and votes if it may
/// @notice Whoever is the owner is the beneficiary. Anyone may release what has vested; it goes to the beneficiary.
interface IVestingVotesWallet {
    /// @notice Who gets what when; the amount is what is transferred to the wallet. Times in seconds.
    struct Grant {
        address beneficiary;
        uint64 start;
        uint64 duration;
        /// @dev From the start, and no longer than the duration.
        uint64 cliff;
        /// @dev Whether what has not vested votes. Otherwise it is delegated to EXCLUDED for good.
        bool votes;
        /// @dev Whether the beneficiary may make the grant over to somebody else.
        bool transferable;
    }

    /// @notice Thrown when a grant that may not vote is asked to.
    error VestingVotesWallet_HasNoVotes();
    /// @notice Thrown when a grant that stays with its beneficiary is made over or given up.
    error VestingVotesWallet_NotTransferable();

    /// @notice Gives the votes of what is held here to `delegatee`. For the beneficiary of a grant that votes.
    function delegate(address delegatee) external;
}
