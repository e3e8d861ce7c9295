// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AssetId} from "./AssetId.sol";
import {LicenseId} from "./LicenseId.sol";

/// @notice What an asset is.
enum AssetKind {
    DATASET,
    MODEL,
    AGENT
}

/// @notice How an asset was made from a parent.
enum Relation {
    TRAINED_ON,
    FINETUNED_FROM,
    DERIVED_FROM,
    MERGED_FROM
}

/// @notice One provenance edge: the parent, how it was used, and the licence it was used under.
struct ParentLink {
    AssetId asset;
    Relation relation;
    LicenseId license;
}

/// @notice One immutable state of an asset. Both are digests of a CIDv1 (sha2-256).
struct Version {
    bytes32 contentRoot;
    bytes32 metadataRoot;
}

/// @dev Most parents an asset may have.
uint256 constant MAX_PARENTS = 14;
