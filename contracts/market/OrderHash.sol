// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Item, Order} from "../types/Market.sol";

/// @title EIP-712 struct hashes of orders and of trees of orders
/// @dev The members stand in the order of the Solidity struct. Compared with ethers' TypedDataEncoder in the tests.
library OrderHash {
    bytes32 private constant ITEM_TYPEHASH = keccak256("Item(uint256 assetId,uint256 units)");
    bytes32 private constant ORDER_TYPEHASH = keccak256(
        "Order(address maker,uint8 kind,Item[] items,address token,uint128 price,address taker,uint40 deadline,"
        "uint256 nonce,uint256 counter,bytes32 guard)Item(uint256 assetId,uint256 units)"
    );
    /// @dev What stands behind the type of a tree: the types within it, in the order of the alphabet.
    bytes private constant TYPES_OF_TREE =
        "Item(uint256 assetId,uint256 units)"
        "Order(address maker,uint8 kind,Item[] items,address token,uint128 price,address taker,uint40 deadline,"
        "uint256 nonce,uint256 counter,bytes32 guard)";

    /// @notice The struct hash of `Order`.
    /// @dev Its words stand in calldata as they are hashed, but for the place of its items: copied at once, they take
    /// half the gas. A word with bits that its type does not have changes the hash, and is refused where it is read.
    function order(Order calldata o) internal pure returns (bytes32 structHash) {
        bytes32 typeHash = ORDER_TYPEHASH;
        bytes32 items = _items(o.items);
        assembly ("memory-safe") {
            // Beyond the free pointer, which stays where it is: nothing is kept.
            let words := mload(0x40)
            mstore(words, typeHash)
            calldatacopy(add(words, 32), o, 320)
            mstore(add(words, 96), items)
            structHash := keccak256(words, 352)
        }
    }

    /// @notice The struct hash of the `OrderTree` that has an order at `index`.
    /// @dev An array of two is hashed as the inner node of a Merkle tree, so a proof leads to the hash of the whole.
    function tree(bytes32 orderHash, uint256 index, bytes32[] calldata siblings) internal pure returns (bytes32) {
        bytes memory levels;
        bytes32 node = orderHash;
        for (uint256 i; i < siblings.length; ++i) {
            levels = bytes.concat(levels, "[2]");
            bool right = (index >> i) & 1 == 1;
            node = keccak256(right ? bytes.concat(siblings[i], node) : bytes.concat(node, siblings[i]));
        }
        bytes memory treeType = bytes.concat("OrderTree(Order", levels, " orders)", TYPES_OF_TREE);
        return keccak256(abi.encode(keccak256(treeType), node));
    }

    function _items(Item[] calldata items) private pure returns (bytes32 hash) {
        bytes32 typeHash = ITEM_TYPEHASH;
        assembly ("memory-safe") {
            // Beyond the free pointer, which stays where it is. Each hash takes the place of the first of its three
            // words, and the next item that of the other two. The decoder has checked that all items are in calldata.
            let hashes := mload(0x40)
            let next := hashes
            let end := add(items.offset, shl(6, items.length))
            for {
                let item := items.offset
            } lt(item, end) {
                item := add(item, 64)
            } {
                mstore(next, typeHash)
                calldatacopy(add(next, 32), item, 64)
                mstore(next, keccak256(next, 96))
                next := add(next, 32)
            }
            hash := keccak256(hashes, sub(next, hashes))
        }
    }
}
