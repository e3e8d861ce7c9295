// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {ERC20Votes} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Votes.sol";
import {ERC3009} from "@openzeppelin/contracts/token/ERC20/extensions/draft-ERC3009.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";

/// @title SAHARA, the token of the economy
/// @notice 10,000,000,000 tokens of 18 decimals, all created at deployment. There is no mint, no pause and no owner.
/// @dev ERC-20 with ERC-2612 permit, ERC-3009 transfers by authorization (random nonces, as x402 clients use them) and
/// votes that are counted by time (ERC-6372, mode=timestamp).
contract SaharaToken is ERC20, ERC20Permit, ERC20Votes, ERC3009 {
    uint256 public constant TOTAL_SUPPLY = 10_000_000_000e18;

    constructor(address recipient) ERC20("Sahara", "SAHARA") ERC20Permit("Sahara") {
        _mint(recipient, TOTAL_SUPPLY);
    }

    /// @notice The clock of votes: Unix time (ERC-6372).
    function clock() public view override returns (uint48) {
        // Safe for the next eight million years.
        return uint48(block.timestamp);
    }

    /// @notice The kind of the clock (ERC-6372).
    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() public pure override returns (string memory) {
        return "mode=timestamp";
    }

    /// @inheritdoc ERC20Permit
    function nonces(address owner) public view override(ERC20Permit, Nonces) returns (uint256) {
        return super.nonces(owner);
    }

    function _update(address from, address to, uint256 value) internal override(ERC20, ERC20Votes) {
        super._update(from, to, value);
    }
}
