// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AssetId} from "./AssetId.sol";

/// @notice What the author of a report says the contributors of one version are worth, and how it came to that.
/// @param methodHash Digest of the canonical JSON of method and parameters.
/// @param dataRoot Root of what was measured.
/// @param testRoot Root of what it was measured against.
/// @param weightsRoot Merkle contributor root of the weights.
/// @param utility What the whole was worth, times 1e18.
/// @param reportRoot Digest of the raw CIDv1 of the whole report's canonical JSON.
struct AttributionReport {
    AssetId assetId;
    uint32 version;
    bytes32 methodHash;
    bytes32 dataRoot;
    bytes32 testRoot;
    bytes32 weightsRoot;
    uint256 utility;
    bytes32 reportRoot;
}

bytes32 constant ATTRIBUTION_REPORT_TYPEHASH = keccak256(
    "AttributionReport(uint256 assetId,uint32 version,bytes32 methodHash,bytes32 dataRoot,bytes32 testRoot,"
    "bytes32 weightsRoot,uint256 utility,bytes32 reportRoot)"
);
