// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Drip} from "../types/Drip.sol";

/// @title Rewards that drip on shares
/// @dev The ledger's algorithm, for a number of shares that changes. Write S for SCALE: a holder of u shares is owed
/// floor((perShare · u − debt) / S). A drip of x on U shares raises perShare by floor((x · S + rest) / U) and keeps the
/// remainder in `rest`; a move of u shares takes perShare · u from the sender's debt and adds it to the receiver's; a
/// claim of x adds x · S. So Σ (perShare · u − debt) + rest = S · (dripped − paid) after any sequence: what is owed
/// never exceeds what came in, and every division rounds towards the rest.
///
/// Bounds. Less than 2^120 ever comes in, and none drips on fewer than MIN_SHARES > 2^69, so perShare < 2^148. Callers
/// keep shares below 2^103, so `rest` fits 104 bits and each product is below 2^251, which an int256 holds.
library Drips {
    /// @dev Seconds.
    uint40 internal constant PERIOD = 7 days;
    /// @dev A thousand, of 18 decimals. The drip waits while there are fewer.
    uint256 internal constant MIN_SHARES = 1_000e18;

    uint256 private constant SCALE = 2 ** 96;

    /// @notice Lets `amount` drip from now on. Nothing may be left of what came in before.
    function start(Drip storage self, uint256 amount) internal {
        // Timestamps fit 40 bits for thirty thousand years, and callers take in no more than 120 bits in all.
        self.left = uint120(amount);
        self.last = uint40(block.timestamp);
        self.end = uint40(block.timestamp) + PERIOD;
        self.received += uint120(amount);
    }

    /// @notice Lets drip on `shares` what is due, and stores what changed.
    function accrue(Drip storage self, uint256 shares) internal {
        if (self.left == 0 || self.last == block.timestamp) return;
        Drip memory drip = self;
        _drip(drip, shares);
        (self.left, self.last, self.end) = (drip.left, drip.last, drip.end);
        (self.perShare, self.rest) = (drip.perShare, drip.rest);
    }

    /// @notice By how much the debt of who gets `shares` rises, after `accrue`; negative for who gives them.
    function debtOf(Drip storage self, int256 shares) internal view returns (int256) {
        // See "Bounds".
        return int256(uint256(self.perShare)) * shares;
    }

    /// @notice Books as paid what is owed for `shares` and a debt, after `accrue`.
    /// @return amount Rounded down; the rest stays owed.
    /// @return newDebt The debt after it.
    function pay(Drip storage self, uint256 shares, int256 debt) internal returns (uint256 amount, int256 newDebt) {
        amount = _owed(self.perShare, shares, debt);
        // A part of what came in, which is a uint120.
        self.paid += uint120(amount);
        newDebt = debt + int256(amount * SCALE);
    }

    /// @notice What will be owed for `ofShares` of all `shares` and a debt, as of now.
    function owedNow(Drip storage self, uint256 shares, uint256 ofShares, int256 debt) internal view returns (uint256) {
        Drip memory drip = self;
        _drip(drip, shares);
        return _owed(drip.perShare, ofShares, debt);
    }

    /// @dev For the casts see "Bounds"; time fits 40 bits.
    function _drip(Drip memory drip, uint256 shares) private view {
        if (drip.left == 0) return;
        uint256 passed = block.timestamp - drip.last;
        uint256 lasts = drip.end - drip.last;
        drip.last = uint40(block.timestamp);
        if (shares < MIN_SHARES) {
            drip.end += uint40(passed);
            return;
        }

        uint256 due = passed < lasts ? (drip.left * passed) / lasts : drip.left;
        uint256 scaled = due * SCALE + drip.rest;
        drip.left -= uint120(due);
        drip.perShare += uint152(scaled / shares);
        drip.rest = uint104(scaled % shares);
    }

    /// @dev Never negative: shares bring no more debt than they have earned.
    function _owed(uint256 perShare, uint256 shares, int256 debt) private pure returns (uint256) {
        return uint256(int256(perShare * shares) - debt) / SCALE;
    }
}
