// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";

import {RECEIPT_TREE_DEPTH} from "../types/Usage.sol";

/// @title The tree of a lane's receipts
/// @dev Append-only, of depth 32. Receipt `seq` stands at index `seq - 1`; an empty leaf is zero; a node is the
/// keccak256 of its two children. A lane's tree only ever gains leaves on its right, so each of its roots proves all
/// receipts before it.
library ReceiptTree {
    /// @notice Thrown when no tree has a place for receipt `seq`: they count from 1 to 2^32.
    error ReceiptTree_NoSuchPlace(uint64 seq);

    /// @notice The root of the tree whose leaf of receipt `seq` is `leaf`.
    /// @param proof The siblings from the leaf upwards. Bit i of the index says whether the node at height i is right.
    function rootOf(
        bytes32 leaf,
        uint64 seq,
        bytes32[RECEIPT_TREE_DEPTH] calldata proof
    ) internal pure returns (bytes32 node) {
        // A place beyond the tree would be read as one inside it.
        require(seq != 0 && seq <= 1 << RECEIPT_TREE_DEPTH, ReceiptTree_NoSuchPlace(seq));

        uint256 index = seq - 1;
        node = leaf;
        for (uint256 height; height < RECEIPT_TREE_DEPTH; ++height) {
            bool isRight = (index >> height) & 1 == 1;
            node =
                isRight
                    ? Hashes.efficientKeccak256(proof[height], node)
                    : Hashes.efficientKeccak256(node, proof[height]);
        }
    }
}
