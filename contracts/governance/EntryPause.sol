// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import {IEntryPause} from "../interfaces/IEntryPause.sol";

/// @title The pause that each contract with entry functions inherits
/// @dev One-shot: after a pause the pauser is disarmed until governance arms it again, so that a stolen pauser key
/// costs at most MAX_PAUSE once. State shares the slot of the authority.
abstract contract EntryPause is AccessManaged, IEntryPause {
    /// @dev Longest pause, in seconds.
    uint40 private constant MAX_PAUSE = 7 days;

    uint40 public pausedUntil;
    bool public pauseArmed = true;

    modifier whenOpen() {
        _requireOpen();
        _;
    }

    /// @inheritdoc IEntryPause
    function pause(uint40 duration) external restricted {
        require(pauseArmed, EntryPause_NotArmed());
        require(duration != 0 && duration <= MAX_PAUSE, EntryPause_DurationOutOfBounds(duration, MAX_PAUSE));

        pauseArmed = false;
        // Time stays below 2^40 for thirty thousand years.
        pausedUntil = uint40(block.timestamp) + duration;

        emit EntriesPaused(pausedUntil);
    }

    /// @inheritdoc IEntryPause
    function resume() external restricted {
        pausedUntil = 0;

        emit EntriesResumed();
    }

    /// @inheritdoc IEntryPause
    function armPause() external restricted {
        pauseArmed = true;

        emit PauseArmed();
    }

    function _requireOpen() internal view {
        uint40 until = pausedUntil;
        if (block.timestamp < until) revert EntryPause_Paused(until);
    }
}
