// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @dev Days for which stake stays locked after the day on which it was.
uint256 constant LOCK_DAYS = 7;

/// @notice The stake of an operator, and what of it was locked on each of the last days.
/// @param standing What does not thaw, the operator's own and what backs it. Beside `locked`, so that every lock of a
/// day but the first needs one slot.
/// @param locked All that was locked and had not ended by `day`, what was locked on `day` included.
/// @param day The last day on which stake was locked.
/// @param thawing What the operator is to withdraw, from `thawEnd` on.
/// @param backing The part of `standing` that backers staked.
/// @param backed Whether there ever was any. Without it nothing is read of what is only for backers.
/// @param past Locked on the LOCK_DAYS days before `day`, each at its number modulo LOCK_DAYS.
/// @param releasing What backers are to withdraw.
/// @param lost What slashes took of a base unit of backing, times 1e18.
struct Stake {
    uint96 standing;
    uint96 locked;
    uint24 day;
    uint96 thawing;
    uint40 thawEnd;
    uint96 backing;
    bool backed;
    uint96[LOCK_DAYS] past;
    uint96 releasing;
    uint64 lost;
}

/// @title Stake that is locked by the day
/// @dev Days are Unix time / 86,400. However many locks there were, ending them takes at most LOCK_DAYS steps.
library StakeLocks {
    /// @notice Locks `amount` if so much is free, and changes nothing otherwise.
    /// @return found What was free.
    /// @return until The day with which the lock ends.
    function lock(Stake storage self, uint256 amount) internal returns (uint256 found, uint24 until) {
        uint256 today = _today();
        (uint256 standing, uint256 locked, uint256 last) = (self.standing, self.locked, self.day);
        uint256 bound = _lockedOn(self, locked, last, today);
        found = _without(standing, bound);
        // Days fit 24 bits for forty thousand years.
        until = uint24(today + LOCK_DAYS);
        if (amount > found) return (found, until);

        if (today != last) _turnTo(self, locked, last, today);
        // No more than what stands, or for an amount of zero no more than before: both are uint96.
        self.locked = uint96(bound + amount);
    }

    /// @notice What is locked now.
    function lockedNow(Stake storage self) internal view returns (uint256) {
        return _lockedOn(self, self.locked, self.day, _today());
    }

    /// @notice What can be locked now. After a slash more may be locked than is left.
    function free(Stake storage self) internal view returns (uint256) {
        (uint256 standing, uint256 locked, uint256 last) = (self.standing, self.locked, self.day);
        return _without(standing, _lockedOn(self, locked, last, _today()));
    }

    /// @notice All stake, the thawing parts and what backs the operator included.
    /// @dev A part of the supply of SAHARA, which is below 2^94.
    function total(Stake storage self) internal view returns (uint96) {
        uint96 sum = self.standing + self.thawing;
        return self.backed ? sum + self.releasing : sum;
    }

    /// @notice What the operator staked itself and does not thaw.
    function ownStanding(Stake storage self) internal view returns (uint96) {
        return self.standing - self.backing;
    }

    /// @dev Files the last day among the past ones and begins a new one.
    function _turnTo(Stake storage self, uint256 locked, uint256 last, uint256 today) private {
        // What was not locked on the days before. Not kept, so that it needs no room beside the stake.
        uint256 ofLast = locked;
        for (uint256 i; i < LOCK_DAYS; ++i) ofLast -= self.past[i];

        for (uint256 day = last; day < today && day < last + LOCK_DAYS; ++day) {
            bool counts = day == last && today <= last + LOCK_DAYS;
            // A part of `locked`, which is a uint96.
            self.past[day % LOCK_DAYS] = counts ? uint96(ofLast) : 0;
        }
        // See `lock`.
        self.day = uint24(today);
    }

    /// @dev What of `locked` has not ended by `today`. The place of a day after the last one still holds what was
    /// locked LOCK_DAYS before it.
    function _lockedOn(
        Stake storage self,
        uint256 locked,
        uint256 last,
        uint256 today
    ) private view returns (uint256 left) {
        if (today == last) return locked;
        if (today > last + LOCK_DAYS) return 0;
        left = locked;
        for (uint256 day = last; day < today; ++day) left -= self.past[day % LOCK_DAYS];
    }

    function _without(uint256 standing, uint256 bound) private pure returns (uint256) {
        return standing > bound ? standing - bound : 0;
    }

    function _today() private view returns (uint256) {
        return block.timestamp / 1 days;
    }
}
