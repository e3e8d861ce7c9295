// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AssetId} from "../types/AssetId.sol";

/// @title Contributors by Merkle root: any number of them at the price of one slot
/// @notice A leaf is (index, account, units), hashed as @openzeppelin/merkle-tree hashes it. Each leaf is turned into
/// units once; until then what it earns waits in the ledger.
interface IContributorRoots {
    /// @notice Leaf `index` became units of `account`.
    event UnitsMaterialised(AssetId indexed assetId, address indexed account, uint256 index, uint32 units);

    error ContributorRoots_NotRegistrar(address caller);
    /// @notice Thrown when the leaf is not under the asset's root.
    error ContributorRoots_InvalidProof(AssetId assetId, uint256 index);
    error ContributorRoots_AlreadyMaterialised(AssetId assetId, uint256 index);

    /// @notice Sets the root of a new asset; the ledger's AccountOpened event tells it. Only the Registrar.
    function setRoot(AssetId assetId, bytes32 root) external;

    /// @notice Turns a leaf into units; they have earned since the asset's first payment. Anyone may call.
    function materialise(
        AssetId assetId,
        uint256 index,
        address account,
        uint32 units,
        bytes32[] calldata proof
    ) external;

    /// @notice `materialise`, and then `claim` on the ledger for the account.
    function materialiseAndClaim(
        AssetId assetId,
        uint256 index,
        address account,
        uint32 units,
        bytes32[] calldata proof,
        address token,
        AssetId[] calldata path
    ) external returns (uint256 amount);

    /// @notice Merkle root of the asset's contributors, or zero.
    function rootOf(AssetId assetId) external view returns (bytes32);

    /// @notice Whether leaf `index` was turned into units.
    function isMaterialised(AssetId assetId, uint256 index) external view returns (bool);
}
