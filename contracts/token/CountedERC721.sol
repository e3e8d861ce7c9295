// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {PackedERC721} from "./PackedERC721.sol";

/// @title An ERC-721 that counts how often each token has moved
/// @dev An approval of one account is good for the count at which it was given, so a transfer need not look for one to
/// clear: it takes 2,100 less. The count is the last 40 bits beside the owner, and is written together with the owner.
abstract contract CountedERC721 is PackedERC721 {
    /// @dev Where the count begins in the packed extra data. It is the last field, so adding to the whole adds to it
    /// alone.
    uint8 internal constant TRANSFERS_OFFSET = 56;
    /// @dev One transfer, in a word of owner and extra data.
    uint256 private constant ONE_TRANSFER = 1 << (160 + uint256(TRANSFERS_OFFSET));
    /// @dev From which the library derives its slots, as its comments on storage say.
    uint256 private constant SLOT_SEED = 0x7d8825530a5a2e7a << 192;

    mapping(uint256 id => mapping(uint256 transfers => address account)) private _approvals;

    /// @inheritdoc PackedERC721
    function approve(address account, uint256 id) public payable override withoutValue {
        address owner = ownerOf(id);
        if (msg.sender != owner && !isApprovedForAll(owner, msg.sender)) revert NotOwnerNorApproved();

        _approvals[id][_transfersOf(id)] = account;

        emit Approval(owner, account, id);
    }

    /// @inheritdoc PackedERC721
    function transferFrom(address from, address to, uint256 id) public payable override withoutValue {
        (uint256 slot, uint256 packed) = _load(id);
        address owner = address(uint160(packed));
        if (owner == address(0)) revert TokenDoesNotExist();
        if (owner != from) revert TransferFromIncorrectOwner();
        if (to == address(0)) revert TransferToZeroAddress();
        if (msg.sender != from && !_isApproved(from, msg.sender, id)) revert NotOwnerNorApproved();

        // A token moves far less than 2^40 times.
        unchecked {
            packed = (packed ^ uint160(from) ^ uint160(to)) + ONE_TRANSFER;
        }
        _store(slot, packed, from, to);

        emit Transfer(from, to, id);
    }

    function getApproved(uint256 id) public view override returns (address) {
        if (!_exists(id)) revert TokenDoesNotExist();
        return _approvals[id][_transfersOf(id)];
    }

    function _isApprovedOrOwner(address account, uint256 id) internal view override returns (bool) {
        address owner = ownerOf(id);
        return account == owner || _isApproved(owner, account, id);
    }

    function _isApproved(address owner, address account, uint256 id) private view returns (bool) {
        return isApprovedForAll(owner, account) || _approvals[id][_transfersOf(id)] == account;
    }

    function _transfersOf(uint256 id) private view returns (uint256) {
        return _getExtraData(id) >> TRANSFERS_OFFSET;
    }

    function _load(uint256 id) private view returns (uint256 slot, uint256 packed) {
        assembly ("memory-safe") {
            // In the scratch space.
            mstore(0x00, id)
            mstore(0x1c, SLOT_SEED)
            slot := add(id, add(id, keccak256(0x00, 0x20)))
            packed := sload(slot)
        }
    }

    /// @dev Writes owner and balances. `from` has the token, so its balance is not zero; that of `to` would carry into
    /// bits that nobody reads.
    function _store(uint256 slot, uint256 packed, address from, address to) private {
        assembly ("memory-safe") {
            sstore(slot, packed)
            // In the scratch space.
            mstore(0x1c, SLOT_SEED)
            mstore(0x00, from)
            let place := keccak256(0x0c, 0x1c)
            sstore(place, sub(sload(place), 1))
            mstore(0x00, to)
            place := keccak256(0x0c, 0x1c)
            sstore(place, add(sload(place), 1))
        }
    }
}
