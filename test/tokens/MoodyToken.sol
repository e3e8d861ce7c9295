// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {PlainToken} from "./PlainToken.sol";

/// @dev Behaves well until it is told not to.
contract MoodyToken is PlainToken {
    /// @param RETURN_FALSE Moves nothing and says so.
    /// @param REVERT Refuses every transfer.
    /// @param PRETEND Moves nothing and says that it did.
    /// @param TAKE_BACK Halves the receiver's balance instead of raising it, and says that all went well.
    /// @param OVERSTATE Says of every balance that it is larger than it is, by one more each time it moved.
    enum Mood {
        GOOD,
        RETURN_FALSE,
        REVERT,
        PRETEND,
        TAKE_BACK,
        OVERSTATE
    }

    error MoodyToken_Refused();

    Mood public mood;
    uint256 public overstatement;

    constructor() PlainToken(18) {}

    function setMood(Mood newMood) external {
        mood = newMood;
    }

    function balanceOf(address account) public view override returns (uint256) {
        return super.balanceOf(account) + (mood == Mood.OVERSTATE ? overstatement : 0);
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        if (mood == Mood.GOOD) return super.transfer(to, amount);
        return _misbehave(to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        if (mood == Mood.GOOD) return super.transferFrom(from, to, amount);
        return _misbehave(to, amount);
    }

    function _misbehave(address to, uint256 amount) private returns (bool) {
        require(mood != Mood.REVERT, MoodyToken_Refused());
        if (mood == Mood.TAKE_BACK) _burn(to, super.balanceOf(to) / 2);
        if (mood == Mood.OVERSTATE) overstatement += amount;
        return mood != Mood.RETURN_FALSE;
    }
}
