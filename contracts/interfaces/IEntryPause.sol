// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title A bounded, one-shot pause of entry functions
/// @notice Entries (register, pay, buy) stop until `pausedUntil`. Claims, withdrawals and cancellations never do.
interface IEntryPause {
    /// @notice Entries are closed until `until`.
    event EntriesPaused(uint40 until);
    /// @notice Entries are open again before the pause ran out.
    event EntriesResumed();
    /// @notice The pauser may pause once more.
    event PauseArmed();

    /// @notice Thrown by an entry function while paused.
    error EntryPause_Paused(uint40 until);
    /// @notice Thrown when the pause was already used and not armed again.
    error EntryPause_NotArmed();
    /// @notice Thrown when `duration` is zero or above the cap `max`, in seconds.
    error EntryPause_DurationOutOfBounds(uint40 duration, uint40 max);

    /// @notice Closes the entries for `duration` seconds and uses up the pause. Restricted.
    function pause(uint40 duration) external;

    /// @notice Opens the entries before the pause runs out. Restricted.
    function resume() external;

    /// @notice Allows one more pause. Restricted.
    function armPause() external;

    /// @notice Unix time until which entries are closed; in the past when they are open.
    function pausedUntil() external view returns (uint40);

    /// @notice Whether the pause can be used.
    function pauseArmed() external view returns (bool);
}
