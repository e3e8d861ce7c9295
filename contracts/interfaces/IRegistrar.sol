// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AssetId} from "../types/AssetId.sol";
import {AssetKind, ParentLink} from "../types/Provenance.sol";
import {Contributor} from "../types/Revenue.sol";
import {TermsId} from "../types/TermsId.sol";

/// @title One transaction that registers an asset with its parents, contributors and terms
/// @notice The only address that may open an asset; it composes registry, licences and ledger and keeps nothing.
interface IRegistrar {
    /// @notice A whole registration.
    /// @param kind What the asset is.
    /// @param contentRoot Digest of the CIDv1 of the plaintext bytes; unique.
    /// @param metadataRoot Digest of the raw CIDv1 of the canonical-JSON metadata.
    /// @param salt Salt of an earlier commitment of the owner, or zero.
    /// @param currencies Bit mask of the ledger's currencies that the asset accepts, 1 to 4 of them; every parent must
    /// accept them too.
    /// @param parents What it was made from, in ascending order, each with a licence that the owner holds.
    /// @param contributors Who gets units at once.
    /// @param contributorRoot Merkle root of further contributors, or zero.
    /// @param contributorRootUnits Units that the root's leaves may take together.
    /// @param terms Registered terms to offer from the start.
    struct Registration {
        AssetKind kind;
        bytes32 contentRoot;
        bytes32 metadataRoot;
        bytes32 salt;
        uint32 currencies;
        ParentLink[] parents;
        Contributor[] contributors;
        bytes32 contributorRoot;
        uint32 contributorRootUnits;
        TermsId[] terms;
    }

    /// @notice Thrown when the signature is not `owner`'s.
    error Registrar_InvalidSignature(address owner);
    /// @notice Thrown when a signed registration is used after its deadline.
    error Registrar_Expired(uint256 deadline);

    /// @notice Thrown when the asset does not accept the currency of the revenue ceiling that a licence sets.
    error Registrar_CeilingCurrencyNotAccepted(address currency);
    /// @notice Thrown when there is a contributor root without units, or units without a root.
    error Registrar_ContributorRootMismatch(bytes32 root, uint32 units);

    /// @notice Registers an asset for the caller.
    function register(Registration calldata registration) external returns (AssetId);

    /// @notice Registers several assets for the caller.
    function registerMany(Registration[] calldata registrations) external returns (AssetId[] memory);

    /// @notice Registers an asset for `owner`, who signed it; the caller pays the gas.
    /// @dev EIP-712 `RegisterFor(address owner,Registration registration,uint256 nonce,uint256 deadline)`, with
    /// `nonce` = `nonces(owner)`; contracts sign by ERC-1271.
    function registerFor(
        Registration calldata registration,
        address owner,
        uint256 deadline,
        bytes calldata signature
    ) external returns (AssetId);

    /// @notice Uses up the caller's current nonce, so that a registration it signed can no longer be used.
    function cancelSignedRegistration() external;

    /// @notice Where plain transfers to `assetId` go: the address of its revenue inbox.
    function inboxOf(AssetId assetId) external view returns (address);
}
