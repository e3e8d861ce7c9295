// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Votes} from "@openzeppelin/contracts/governance/utils/Votes.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Votes} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Votes.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";

import {IStakingPool} from "../interfaces/IStakingPool.sol";

/// @title Receipts whose votes are counted in SAHARA
/// @dev OpenZeppelin's votes are checkpointed in receipts, the rate beside them. Their product at a time is what the
/// receipts were worth then, so a slash needs to touch nobody, and no vote of the past changes.
abstract contract StakedVotes is ERC20Votes, IStakingPool {
    using Checkpoints for Checkpoints.Trace208;

    /// @dev A rate of one: a base unit of SAHARA for one of receipts.
    uint256 internal constant ONE = 1e18;

    Checkpoints.Trace208 private _rates;

    constructor() ERC20("Staked SAHARA", "stSAHARA") EIP712("Staked SAHARA", "1") {
        _setRate(ONE);
    }

    /* VOTES */

    /// @inheritdoc Votes
    function getVotes(address account) public view override returns (uint256) {
        return _worth(super.getVotes(account), rate());
    }

    /// @inheritdoc Votes
    /// @dev Most voters have no receipts; they need no rate.
    function getPastVotes(address account, uint256 timepoint) public view override returns (uint256) {
        uint256 receipts = super.getPastVotes(account, timepoint);
        return receipts == 0 ? 0 : _worth(receipts, pastRate(timepoint));
    }

    /// @inheritdoc Votes
    function getPastTotalSupply(uint256 timepoint) public view override returns (uint256) {
        return _worth(super.getPastTotalSupply(timepoint), pastRate(timepoint));
    }

    /// @notice The clock of votes: Unix time (ERC-6372), as SAHARA's.
    function clock() public view override returns (uint48) {
        // Safe for the next eight million years.
        return uint48(block.timestamp);
    }

    /// @notice The kind of the clock (ERC-6372).
    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() public pure override returns (string memory) {
        return "mode=timestamp";
    }

    /* THE RATE */

    /// @inheritdoc IStakingPool
    function rate() public view returns (uint256) {
        return _rates.latest();
    }

    /// @inheritdoc IStakingPool
    function pastRate(uint256 timepoint) public view returns (uint256) {
        return _rates.upperLookupRecent(_validateTimepoint(timepoint));
    }

    /// @inheritdoc IStakingPool
    function stakeOf(address account) external view returns (uint256) {
        return _worth(balanceOf(account), rate());
    }

    function _setRate(uint256 newRate) internal {
        _rates.push(clock(), SafeCast.toUint208(newRate));
    }

    /// @dev Rounded down. There are less than 2^100 receipts and shares: a hundred for each base unit of SAHARA.
    function _worth(uint256 receipts, uint256 atRate) internal pure returns (uint256) {
        return (receipts * atRate) / ONE;
    }
}
