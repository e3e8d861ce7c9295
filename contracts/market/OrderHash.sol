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
    function order(Order memory o) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    ORDER_TYPEHASH,
                    o.maker,
                    o.kind,
                    _items(o.items),
                    o.token,
                    o.price,
                    o.taker,
                    o.deadline,
                    o.nonce,
                    o.counter,
                    o.guard
                )
            );
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

    function _items(Item[] memory items) private pure returns (bytes32) {
        bytes32[] memory hashes = new bytes32[](items.length);
        for (uint256 i; i < items.length; ++i) hashes[i] = keccak256(abi.encode(ITEM_TYPEHASH, items[i]));
        return keccak256(abi.encodePacked(hashes));
    }
}
