// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AssetId} from "../types/AssetId.sol";
import {AssetKind, ParentLink, Version} from "../types/Provenance.sol";

/// @title The registry of AI assets: who owns what, in which version, made from what
/// @notice Knows no money. Assets are opened by the Registrar alone; everything else is for owners and readers.
interface IAssetRegistry {
    /// @notice What a new asset is opened with.
    /// @param kind What the asset is.
    /// @param contentRoot Digest of the CIDv1 of the plaintext bytes.
    /// @param metadataRoot Digest of the raw CIDv1 of the canonical-JSON metadata.
    /// @param salt Salt of an earlier `commit`, or zero.
    struct Opening {
        AssetKind kind;
        bytes32 contentRoot;
        bytes32 metadataRoot;
        bytes32 salt;
    }

    /// @notice A content root's claim. `claimedAt` is the time of the commitment, if there was one.
    struct RootClaim {
        uint40 asset;
        uint40 claimedAt;
        uint40 recordedAt;
    }

    /// @notice A new asset exists.
    event AssetRegistered(
        AssetId indexed assetId,
        address indexed owner,
        AssetKind indexed kind,
        bytes32 contentRoot,
        bytes32 metadataRoot
    );
    /// @notice `assetId` was made from `link.asset`.
    event ParentLinked(AssetId indexed assetId, AssetId indexed parent, ParentLink link);
    /// @notice `assetId` has a new latest version. Versions count up from 1.
    event VersionPublished(AssetId indexed assetId, uint32 indexed version, bytes32 contentRoot, bytes32 metadataRoot);
    /// @notice Someone committed to a content root that is still secret.
    event ContentCommitted(bytes32 indexed commitment);
    /// @notice An earlier commitment took `contentRoot` from `superseded` over to `assetId`.
    event ContentRootReclaimed(bytes32 indexed contentRoot, AssetId indexed superseded, AssetId indexed assetId);

    /// @notice Thrown when anyone but the Registrar opens an asset.
    error AssetRegistry_NotRegistrar(address caller);
    /// @notice Thrown when `caller` neither owns `assetId` nor is approved for it.
    error AssetRegistry_NotOwnerNorApproved(AssetId assetId, address caller);
    /// @notice Thrown when there is no such asset.
    error AssetRegistry_UnknownAsset(AssetId assetId);
    /// @notice Thrown when a content or metadata root is zero.
    error AssetRegistry_ZeroRoot();
    /// @notice Thrown when `contentRoot` belongs to `holder` already.
    error AssetRegistry_ContentRootTaken(bytes32 contentRoot, AssetId holder);
    /// @notice Thrown when nobody made `commitment`, or it is older than the longest allowed age.
    error AssetRegistry_UnknownCommitment(bytes32 commitment);
    /// @notice Thrown when `commitment` was made in this very block.
    error AssetRegistry_CommitmentTooYoung(bytes32 commitment);
    /// @notice Thrown when `commitment` exists already.
    error AssetRegistry_AlreadyCommitted(bytes32 commitment);
    /// @notice Thrown when the parents are more than the limit.
    error AssetRegistry_TooManyParents(uint256 count, uint256 max);
    /// @notice Thrown when `parent` does not exist before `assetId`, or stands out of ascending order.
    error AssetRegistry_ParentOutOfOrder(AssetId assetId, AssetId parent);
    /// @notice Thrown when `version` was never published.
    error AssetRegistry_UnknownVersion(AssetId assetId, uint32 version);

    /// @notice Commits to a content root without showing it: `commitmentOf(owner, contentRoot, salt)`.
    /// @dev A later registration with the salt takes priority over any that came after the commitment.
    function commit(bytes32 commitment) external;

    /// @notice Opens an asset for `owner`. Only the Registrar.
    /// @return assetId The new asset.
    /// @return superseded An asset that lost its content root to the new one, or zero.
    function open(
        Opening calldata opening,
        ParentLink[] calldata parents,
        address owner
    ) external returns (AssetId assetId, AssetId superseded);

    /// @notice Publishes a new version. The content root may stay the same when only the metadata changes.
    /// @param salt Salt of an earlier `commit` of the caller, or zero.
    /// @return version The number of the new version.
    function publishVersion(
        AssetId assetId,
        bytes32 contentRoot,
        bytes32 metadataRoot,
        bytes32 salt
    ) external returns (uint32 version);

    /// @notice The only address that may open assets.
    function REGISTRAR() external view returns (address);

    /// @notice How many assets exist; their ids are 1 to this.
    function assetCount() external view returns (uint256);

    /// @notice Whether the asset exists.
    function exists(AssetId assetId) external view returns (bool);

    /// @notice What the asset is.
    function kindOf(AssetId assetId) external view returns (AssetKind);

    /// @notice Number of the latest version, from 1.
    function latestVersionOf(AssetId assetId) external view returns (uint32);

    /// @notice The roots of one version.
    function versionOf(AssetId assetId, uint32 version) external view returns (Version memory);

    /// @notice Everything the asset was made from, in ascending order of the parents' ids.
    function parentsOf(AssetId assetId) external view returns (ParentLink[] memory);

    /// @notice The asset that holds `contentRoot`, or zero.
    function assetByContentRoot(bytes32 contentRoot) external view returns (AssetId);

    /// @notice Who claimed `contentRoot` when. All zero if nobody did.
    function rootClaimOf(bytes32 contentRoot) external view returns (RootClaim memory);

    /// @notice Whether an earlier commitment took a content root away from the asset.
    function isSuperseded(AssetId assetId) external view returns (bool);

    /// @notice Changes with every version and every transfer of the asset, also when it comes back to where it was.
    function stampOf(AssetId assetId) external view returns (bytes32);

    /// @notice The commitment of `owner` to `contentRoot` under `salt`, bound to this registry and chain.
    function commitmentOf(address owner, bytes32 contentRoot, bytes32 salt) external view returns (bytes32);

    /// @notice Unix time of `commitment`, or zero.
    function committedAt(bytes32 commitment) external view returns (uint40);
}
