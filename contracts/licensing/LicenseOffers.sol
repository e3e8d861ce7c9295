// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";

import {IAssetRegistry} from "../interfaces/IAssetRegistry.sol";
import {ILicenseManager} from "../interfaces/ILicenseManager.sol";
import {IProtocolParameters} from "../interfaces/IProtocolParameters.sol";
import {IRevenueLedger} from "../interfaces/IRevenueLedger.sol";
import {AssetId} from "../types/AssetId.sol";
import {LicenseId} from "../types/LicenseId.sol";
import {LicenseTerms, RULE_RECIPROCAL, USE_DERIVATIVE} from "../types/LicenseTerms.sol";
import {ParentLink} from "../types/Provenance.sol";
import {NATIVE} from "../types/Revenue.sol";
import {TermsId} from "../types/TermsId.sol";
import {LicenseToken} from "./LicenseToken.sol";

/// @title What owners offer
/// @dev An offer is checked against the licences of all parents when it is made, by set inclusion, and keeps what a
/// sale needs of the result: the fee and the time that no licence may outlive. A sale then reads nothing of ancestors.
abstract contract LicenseOffers is LicenseToken {
    uint8 internal constant OFFER_ACTIVE = 1;
    uint8 internal constant OFFER_NATIVE = 2;

    IAssetRegistry public immutable REGISTRY;
    IRevenueLedger public immutable LEDGER;
    IProtocolParameters public immutable PARAMETERS;

    mapping(AssetId assetId => mapping(uint32 termsIndex => Offer offer)) internal _offers;

    constructor(IAssetRegistry registry, IRevenueLedger ledger, IProtocolParameters parameters) {
        REGISTRY = registry;
        LEDGER = ledger;
        PARAMETERS = parameters;
    }

    /* OFFERS */

    /// @inheritdoc ILicenseManager
    function withdrawOffer(AssetId assetId, TermsId termsId) external {
        _requireAssetOwner(assetId);
        Offer storage offer = _offers[assetId][_indexOf(termsId)];
        require(offer.flags & OFFER_ACTIVE != 0, LicenseManager_NotOffered(assetId, termsId));

        // The rest stays: renewals of licences already sold go by it.
        offer.flags &= ~OFFER_ACTIVE;
        _countOfferChange(assetId);

        emit OfferWithdrawn(assetId, termsId);
    }

    /// @inheritdoc ILicenseManager
    function offerOf(AssetId assetId, TermsId termsId) external view returns (Offer memory) {
        return _offers[assetId][_indexOf(termsId)];
    }

    /// @dev So that whoever agreed to buy the asset notices.
    function _countOfferChange(AssetId assetId) internal virtual;

    function _offer(AssetId assetId, TermsId termsId) internal {
        uint32 index = _indexOf(termsId);
        LicenseTerms storage terms = _terms[index];
        Offer memory offer = Offer({
            price: terms.price,
            duration: terms.duration,
            quota: terms.quota,
            rules: terms.rules,
            feeBps: PARAMETERS.licenseFeeBps(),
            expiryCap: _requireWithinParents(assetId, index, terms),
            flags: terms.currency == NATIVE ? OFFER_ACTIVE | OFFER_NATIVE : OFFER_ACTIVE
        });

        _offers[assetId][index] = offer;

        emit TermsOffered(assetId, termsId, offer.feeBps, offer.expiryCap);
    }

    /// @dev A derivative's terms must lie within what each parent's licence grants.
    /// @return cap The first time at which one of the parents' licences ends; 0 if none does.
    function _requireWithinParents(
        AssetId assetId,
        uint32 index,
        LicenseTerms storage terms
    ) private view returns (uint40 cap) {
        ParentLink[] memory parents = REGISTRY.parentsOf(assetId);
        for (uint256 i; i < parents.length; ++i) {
            LicenseId license = parents[i].license;
            State memory state = _stateOf(license);
            require(_isLive(state.expiry), LicenseManager_NotLive(license));
            _requireWithin(license, state.termsIndex, index, terms);
            if (state.expiry != PERPETUAL && (cap == 0 || state.expiry < cap)) cap = state.expiry;
        }
    }

    function _requireWithin(
        LicenseId license,
        uint32 parentIndex,
        uint32 index,
        LicenseTerms storage terms
    ) private view {
        LicenseTerms storage granted = _terms[parentIndex];
        require(terms.uses & ~granted.uses == 0, LicenseManager_UsesBeyondParent(license, terms.uses, granted.uses));
        require(
            granted.rules & RULE_RECIPROCAL == 0 || index == parentIndex,
            LicenseManager_ReciprocalTermsRequired(license, _termsIds[parentIndex])
        );
        bool sublicenses = granted.revenueCeiling != 0 && terms.uses & USE_DERIVATIVE != 0;
        bool capped =
            terms.revenueCeiling != 0 &&
                terms.revenueCeiling <= granted.revenueCeiling &&
                terms.currency == granted.currency;
        require(!sublicenses || capped, LicenseManager_CeilingBeyondParent(license, granted.revenueCeiling));
    }

    function _requireAssetOwner(AssetId assetId) internal view {
        require(
            IERC721(address(REGISTRY)).ownerOf(AssetId.unwrap(assetId)) == msg.sender,
            LicenseManager_NotAssetOwner(assetId, msg.sender)
        );
    }
}
