// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @dev Days for which stake stays locked after the day on which it was.
uint256 constant LOCK_DAYS = 7;

/// @notice Stake locked on each of the last days.
/// @param total All that was locked and had not ended by `day`, `today` included.
/// @param today Locked on `day`. Beside `total`, so that every lock of a day but the first writes one slot.
/// @param day The last day on which stake was locked.
/// @param past Locked on the LOCK_DAYS days before `day`, each at its number modulo LOCK_DAYS.
struct DayLocks {
    uint96 total;
    uint96 today;
    uint24 day;
    uint96[LOCK_DAYS] past;
}

/// @title Stake that is locked by the day
/// @dev Days are Unix time / 86,400. However many locks there were, ending them takes at most LOCK_DAYS steps.
library StakeLocks {
    /// @notice Locks `amount`.
    /// @return until The day with which the lock ends.
    function add(DayLocks storage self, uint96 amount) internal returns (uint24 until) {
        uint256 today = block.timestamp / 1 days;
        if (today != self.day) _turnTo(self, today);
        self.total += amount;
        self.today += amount;
        // Days fit 24 bits for forty thousand years.
        until = uint24(today + LOCK_DAYS);
    }

    /// @notice What is locked now.
    function locked(DayLocks storage self) internal view returns (uint256) {
        return self.total - _endedBy(self, block.timestamp / 1 days);
    }

    /// @dev Drops what has ended by `today`, files the last day among the past ones and begins a new one.
    function _turnTo(DayLocks storage self, uint256 today) private {
        // A part of `total`, which is a uint96.
        self.total -= uint96(_endedBy(self, today));
        uint256 last = self.day;
        for (uint256 day = last; day < today && day < last + LOCK_DAYS; ++day) {
            bool counts = day == last && today <= last + LOCK_DAYS;
            self.past[day % LOCK_DAYS] = counts ? self.today : 0;
        }
        // See `add`.
        (self.day, self.today) = (uint24(today), 0);
    }

    /// @dev The part of `total` that has ended by `today`. The place of a day after the last one still holds what was
    /// locked LOCK_DAYS before it.
    function _endedBy(DayLocks storage self, uint256 today) private view returns (uint256 ended) {
        uint256 last = self.day;
        if (today > last + LOCK_DAYS) return self.total;
        for (uint256 day = last; day < today; ++day) ended += self.past[day % LOCK_DAYS];
    }
}
