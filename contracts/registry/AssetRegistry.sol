// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC2981} from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";

import {IAssetRegistry} from "../interfaces/IAssetRegistry.sol";
import {IProtocolParameters} from "../interfaces/IProtocolParameters.sol";
import {IRegistrar} from "../interfaces/IRegistrar.sol";
import {CidV1} from "../libraries/CidV1.sol";
import {CountedERC721} from "../token/CountedERC721.sol";
import {AssetId} from "../types/AssetId.sol";
import {PackedLink, pack} from "../types/PackedLink.sol";
import {AssetKind, MAX_PARENTS, ParentLink, Version} from "../types/Provenance.sol";
import {BPS} from "../types/Revenue.sol";
import {ContentRoots} from "./ContentRoots.sol";

/// @title The registry of AI assets
/// @dev An asset takes five slots: owner with its packed head, the owner's balance, two roots of its version, and the
/// claim of its content root; a sixth holds three parents.
contract AssetRegistry is CountedERC721, ContentRoots {
    /// @dev What stands beside the owner, 96 bits at most.
    struct Head {
        AssetKind kind;
        uint32 latestVersion;
        uint8 parentCount;
        bool superseded;
        uint40 transfers;
    }

    address public immutable REGISTRAR;

    uint256 public assetCount;
    mapping(AssetId assetId => mapping(uint32 version => Version roots)) private _versions;
    mapping(AssetId assetId => PackedLink[MAX_PARENTS] links) private _links;

    constructor(address registrar, IProtocolParameters parameters) ContentRoots(parameters) {
        REGISTRAR = registrar;
    }

    /* OPENING */

    /// @inheritdoc IAssetRegistry
    function open(
        Opening calldata opening,
        ParentLink[] calldata parents,
        address owner
    ) external returns (AssetId assetId, AssetId superseded) {
        require(msg.sender == REGISTRAR, AssetRegistry_NotRegistrar(msg.sender));
        require(parents.length <= MAX_PARENTS, AssetRegistry_TooManyParents(parents.length, MAX_PARENTS));

        assetId = AssetId.wrap(++assetCount);
        superseded = _claimRoot(opening.contentRoot, assetId, owner, opening.salt);
        // At most 14 parents, so the count fits.
        Head memory head = Head(opening.kind, 1, uint8(parents.length), false, 0);
        _writeVersion(assetId, 1, opening.contentRoot, opening.metadataRoot);

        // Announced before the token exists, and minted without a callback, so that no event can name a wrong owner.
        emit AssetRegistered(assetId, owner, opening.kind, opening.contentRoot, opening.metadataRoot);
        _link(assetId, parents);
        _mintAndSetExtraDataUnchecked(owner, AssetId.unwrap(assetId), _pack(head));
    }

    /// @inheritdoc IAssetRegistry
    function publishVersion(
        AssetId assetId,
        bytes32 contentRoot,
        bytes32 metadataRoot,
        bytes32 salt
    ) external returns (uint32 version) {
        Head memory head = _headOf(assetId);
        require(
            _isApprovedOrOwner(msg.sender, AssetId.unwrap(assetId)),
            AssetRegistry_NotOwnerNorApproved(assetId, msg.sender)
        );

        _claimRoot(contentRoot, assetId, _ownerOf(AssetId.unwrap(assetId)), salt);
        version = ++head.latestVersion;
        _setExtraData(AssetId.unwrap(assetId), _pack(head));
        _writeVersion(assetId, version, contentRoot, metadataRoot);

        emit VersionPublished(assetId, version, contentRoot, metadataRoot);
        emit IERC4906.MetadataUpdate(AssetId.unwrap(assetId));
    }

    /* READING */

    /// @inheritdoc IAssetRegistry
    function exists(AssetId assetId) external view returns (bool) {
        return _exists(AssetId.unwrap(assetId));
    }

    /// @inheritdoc IAssetRegistry
    function kindOf(AssetId assetId) external view returns (AssetKind) {
        return _headOf(assetId).kind;
    }

    /// @inheritdoc IAssetRegistry
    function latestVersionOf(AssetId assetId) external view returns (uint32) {
        return _headOf(assetId).latestVersion;
    }

    /// @inheritdoc IAssetRegistry
    function isSuperseded(AssetId assetId) external view returns (bool) {
        return _headOf(assetId).superseded;
    }

    /// @inheritdoc IAssetRegistry
    function stampOf(AssetId assetId) external view returns (bytes32) {
        return bytes32(uint256(_getExtraData(AssetId.unwrap(assetId))));
    }

    /// @inheritdoc IAssetRegistry
    function versionOf(AssetId assetId, uint32 version) external view returns (Version memory) {
        require(
            version != 0 && version <= _headOf(assetId).latestVersion,
            AssetRegistry_UnknownVersion(assetId, version)
        );
        return _versions[assetId][version];
    }

    /// @inheritdoc IAssetRegistry
    function parentsOf(AssetId assetId) external view returns (ParentLink[] memory parents) {
        parents = new ParentLink[](_headOf(assetId).parentCount);
        for (uint256 i; i < parents.length; ++i) {
            parents[i] = _links[assetId][i].unpack();
        }
    }

    /* ERC-721 METADATA, ERC-2981, ERC-7572 */

    function name() public pure override returns (string memory) {
        return "Sahara Assets";
    }

    function symbol() public pure override returns (string memory) {
        return "SHA-ASSET";
    }

    /// @notice The IPFS address of the latest metadata, derived from its root.
    function tokenURI(uint256 id) public view override returns (string memory) {
        AssetId assetId = AssetId.wrap(id);
        uint32 version = _headOf(assetId).latestVersion;
        return string.concat("ipfs://", CidV1.raw(_versions[assetId][version].metadataRoot));
    }

    /// @notice What the collection is (ERC-7572).
    function contractURI() external pure returns (string memory) {
        return
            'data:application/json;utf8,{"name":"Sahara Assets","symbol":"SHA-ASSET",'
            '"description":"Datasets, models and agents with provable origin."}';
    }

    /// @notice Resale royalties go to the asset's inbox, and from there to all contributors and ancestors (ERC-2981).
    /// @return receiver The asset's revenue inbox.
    /// @return royaltyAmount Rounded down, in the currency of `salePrice`.
    function royaltyInfo(
        uint256 id,
        uint256 salePrice
    ) external view returns (address receiver, uint256 royaltyAmount) {
        require(_exists(id), AssetRegistry_UnknownAsset(AssetId.wrap(id)));
        uint256 bps = PARAMETERS.resaleRoyaltyBps();
        // Split so that no sale price overflows.
        royaltyAmount = (salePrice / BPS) * bps + ((salePrice % BPS) * bps) / BPS;
        receiver = IRegistrar(REGISTRAR).inboxOf(AssetId.wrap(id));
    }

    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return
            interfaceId == type(IERC2981).interfaceId ||
            interfaceId == bytes4(0x49064906) || // ERC-4906
            super.supportsInterface(interfaceId);
    }

    /* INTERNAL */

    function _link(AssetId assetId, ParentLink[] calldata parents) private {
        AssetId previous;
        for (uint256 i; i < parents.length; ++i) {
            ParentLink calldata link = parents[i];
            require(previous < link.asset && link.asset < assetId, AssetRegistry_ParentOutOfOrder(assetId, link.asset));
            previous = link.asset;

            // A parent's id is below an id that was counted up one by one, so it fits 40 bits.
            _links[assetId][i] = pack(link);

            emit ParentLinked(assetId, link.asset, link);
        }
    }

    function _writeVersion(AssetId assetId, uint32 version, bytes32 contentRoot, bytes32 metadataRoot) private {
        require(contentRoot != 0 && metadataRoot != 0, AssetRegistry_ZeroRoot());
        _versions[assetId][version] = Version(contentRoot, metadataRoot);
    }

    /// @inheritdoc ContentRoots
    function _markSuperseded(AssetId assetId) internal override {
        Head memory head = _headOf(assetId);
        head.superseded = true;
        _setExtraData(AssetId.unwrap(assetId), _pack(head));
    }

    function _headOf(AssetId assetId) private view returns (Head memory head) {
        uint96 packed = _getExtraData(AssetId.unwrap(assetId));
        head.latestVersion = uint32(packed >> 8);
        // Versions count from 1, so an asset without one does not exist.
        require(head.latestVersion != 0, AssetRegistry_UnknownAsset(assetId));
        // The casts cut one field out each.
        head.kind = AssetKind(uint8(packed));
        head.parentCount = uint8(packed >> 40);
        head.superseded = uint8(packed >> 48) != 0;
        head.transfers = uint40(packed >> TRANSFERS_OFFSET);
    }

    function _pack(Head memory head) private pure returns (uint96) {
        return
            uint96(uint8(head.kind)) |
            (uint96(head.latestVersion) << 8) |
            (uint96(head.parentCount) << 40) |
            (uint96(head.superseded ? 1 : 0) << 48) |
            (uint96(head.transfers) << TRANSFERS_OFFSET);
    }
}
