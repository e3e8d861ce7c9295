// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ERC721} from "solady/src/tokens/ERC721.sol";

/// @title An ERC-721 that keeps 96 bits of its own beside each owner, in the owner's slot
/// @dev The standard declares transfers and approvals payable; this token refuses value, which would be lost.
abstract contract PackedERC721 is ERC721 {
    error PackedERC721_ValueRefused(uint256 value);

    modifier withoutValue() {
        if (msg.value != 0) revert PackedERC721_ValueRefused(msg.value);
        _;
    }

    /// @inheritdoc ERC721
    function approve(address account, uint256 id) public payable virtual override withoutValue {
        super.approve(account, id);
    }

    /// @inheritdoc ERC721
    function transferFrom(address from, address to, uint256 id) public payable virtual override withoutValue {
        super.transferFrom(from, to, id);
    }
}
