// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import {EntryPause} from "../governance/EntryPause.sol";
import {IAssetRegistry} from "../interfaces/IAssetRegistry.sol";
import {IContributorRoots} from "../interfaces/IContributorRoots.sol";
import {IInboxes} from "../interfaces/IInboxes.sol";
import {ILicenseManager} from "../interfaces/ILicenseManager.sol";
import {IRegistrar} from "../interfaces/IRegistrar.sol";
import {IRevenueLedger} from "../interfaces/IRevenueLedger.sol";
import {AssetId, PROTOCOL} from "../types/AssetId.sol";
import {Ceiling, Royalty} from "../types/Revenue.sol";
import {RegistrationHash} from "./RegistrationHash.sol";

/// @title One transaction that registers an asset with its parents, contributors and terms
contract Registrar is IRegistrar, EntryPause, EIP712, Nonces {
    IAssetRegistry public immutable REGISTRY;
    ILicenseManager public immutable LICENSES;
    IRevenueLedger public immutable LEDGER;
    IInboxes public immutable INBOXES;
    IContributorRoots public immutable CONTRIBUTOR_ROOTS;

    constructor(
        address authority,
        IAssetRegistry registry,
        ILicenseManager licenses,
        IRevenueLedger ledger,
        IInboxes inboxes
    ) AccessManaged(authority) EIP712("Sahara Registrar", "1") {
        REGISTRY = registry;
        LICENSES = licenses;
        LEDGER = ledger;
        INBOXES = inboxes;
        CONTRIBUTOR_ROOTS = ledger.CONTRIBUTOR_ROOTS();
    }

    /// @inheritdoc IRegistrar
    function register(Registration calldata registration) external whenOpen returns (AssetId) {
        return _register(registration, msg.sender);
    }

    /// @inheritdoc IRegistrar
    function registerMany(Registration[] calldata registrations) external whenOpen returns (AssetId[] memory assetIds) {
        assetIds = new AssetId[](registrations.length);
        for (uint256 i; i < registrations.length; ++i) assetIds[i] = _register(registrations[i], msg.sender);
    }

    /// @inheritdoc IRegistrar
    function registerFor(
        Registration calldata registration,
        address owner,
        uint256 deadline,
        bytes calldata signature
    ) external whenOpen returns (AssetId) {
        require(block.timestamp <= deadline, Registrar_Expired(deadline));
        bytes32 digest = _hashTypedDataV4(
            RegistrationHash.registerFor(owner, registration, _useNonce(owner), deadline)
        );
        require(
            SignatureChecker.isValidSignatureNowCalldata(owner, digest, signature),
            Registrar_InvalidSignature(owner)
        );

        return _register(registration, owner);
    }

    /// @inheritdoc IRegistrar
    function cancelSignedRegistration() external {
        _useNonce(msg.sender);
    }

    /// @inheritdoc IRegistrar
    function inboxOf(AssetId assetId) external view returns (address) {
        return INBOXES.inboxOf(assetId);
    }

    function _register(Registration calldata r, address owner) private returns (AssetId assetId) {
        AssetId superseded;
        (assetId, superseded) = REGISTRY.open(
            IAssetRegistry.Opening(r.kind, r.contentRoot, r.metadataRoot, r.salt),
            r.parents,
            owner
        );

        Royalty[] memory royalties;
        Ceiling memory ceiling;
        if (r.parents.length != 0) (royalties, ceiling) = LICENSES.derive(assetId, owner, r.parents);

        LEDGER.open(
            assetId,
            r.currencies,
            r.contributorRootUnits,
            r.contributorRoot,
            ceiling.amount,
            royalties,
            r.contributors
        );
        require(
            ceiling.amount == 0 || LEDGER.accepts(assetId, ceiling.currency),
            Registrar_CeilingCurrencyNotAccepted(ceiling.currency)
        );
        _setRoot(assetId, r.contributorRoot, r.contributorRootUnits);
        if (r.terms.length != 0) LICENSES.offerTerms(assetId, r.terms);
        if (superseded != PROTOCOL) LEDGER.freezeSuperseded(superseded);
    }

    /// @dev Units without a root could never be taken; a root without units would promise nothing.
    function _setRoot(AssetId assetId, bytes32 root, uint32 units) private {
        require((root == 0) == (units == 0), Registrar_ContributorRootMismatch(root, units));
        if (root != 0) CONTRIBUTOR_ROOTS.setRoot(assetId, root);
    }
}
