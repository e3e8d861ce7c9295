// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";

import {IContributorRoots} from "../interfaces/IContributorRoots.sol";
import {IRevenueLedger} from "../interfaces/IRevenueLedger.sol";
import {AssetId} from "../types/AssetId.sol";

/// @title Contributors by Merkle root
/// @dev Deployed by the ledger. A root can promise more units than the asset gave it, since the sum of its leaves can't
/// be checked; the ledger counts what is left, so the last to come find none and no other asset is touched.
contract ContributorRoots is IContributorRoots {
    using BitMaps for BitMaps.BitMap;

    IRevenueLedger public immutable LEDGER = IRevenueLedger(msg.sender);
    address public immutable REGISTRAR;

    mapping(AssetId assetId => bytes32 root) public rootOf;
    mapping(AssetId assetId => BitMaps.BitMap taken) private _materialised;

    constructor(address registrar) {
        REGISTRAR = registrar;
    }

    /// @inheritdoc IContributorRoots
    function setRoot(AssetId assetId, bytes32 root) external {
        require(msg.sender == REGISTRAR, ContributorRoots_NotRegistrar(msg.sender));

        rootOf[assetId] = root;
    }

    /// @inheritdoc IContributorRoots
    function materialise(
        AssetId assetId,
        uint256 index,
        address account,
        uint32 units,
        bytes32[] calldata proof
    ) public {
        require(!isMaterialised(assetId, index), ContributorRoots_AlreadyMaterialised(assetId, index));
        // Hashed twice, so that no inner node can pass for a leaf.
        bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(index, account, units))));
        require(
            MerkleProof.verifyCalldata(proof, rootOf[assetId], leaf),
            ContributorRoots_InvalidProof(assetId, index)
        );

        _materialised[assetId].set(index);

        emit UnitsMaterialised(assetId, account, index, units);

        LEDGER.grantRootUnits(assetId, account, units);
    }

    /// @inheritdoc IContributorRoots
    function materialiseAndClaim(
        AssetId assetId,
        uint256 index,
        address account,
        uint32 units,
        bytes32[] calldata proof,
        address token,
        AssetId[] calldata path
    ) external returns (uint256 amount) {
        materialise(assetId, index, account, units, proof);
        amount = LEDGER.claim(assetId, token, account, path);
    }

    /// @inheritdoc IContributorRoots
    function isMaterialised(AssetId assetId, uint256 index) public view returns (bool) {
        return _materialised[assetId].get(index);
    }
}
