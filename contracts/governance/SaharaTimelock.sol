// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";

import {ISaharaTimelock} from "../interfaces/ISaharaTimelock.sol";
import {EXCLUDED} from "../types/Governance.sol";

/// @title The timelock: it executes what governance decided, and is the treasury
/// @dev Nobody may schedule before `admin` has named a proposer and left office. Anyone may execute.
contract SaharaTimelock is TimelockController, ISaharaTimelock {
    uint256 public constant MIN_DELAY = 1 days;
    uint256 public constant MAX_DELAY = 30 days;

    constructor(
        uint256 delay,
        address admin,
        IVotes votes
    ) TimelockController(delay, new address[](0), new address[](1), admin) {
        _requireWithin(delay);

        // From the first second on: what the treasury holds counts in no quorum.
        votes.delegate(EXCLUDED);
    }

    /// @notice Sets the delay of what is scheduled from now on, between 1 and 30 days. Through the timelock only.
    function updateDelay(uint256 newDelay) public override {
        // First, since it checks who asks.
        super.updateDelay(newDelay);

        _requireWithin(newDelay);
    }

    function _requireWithin(uint256 delay) private pure {
        require(delay >= MIN_DELAY && delay <= MAX_DELAY, SaharaTimelock_OutOfBounds(delay, MIN_DELAY, MAX_DELAY));
    }
}
