// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

import {IAssetRegistry} from "../interfaces/IAssetRegistry.sol";
import {IEntryPause} from "../interfaces/IEntryPause.sol";
import {IOfferBook} from "../interfaces/IOfferBook.sol";
import {IOperatorRegistry} from "../interfaces/IOperatorRegistry.sol";
import {IProtocolParameters} from "../interfaces/IProtocolParameters.sol";
import {IRevenueLedger} from "../interfaces/IRevenueLedger.sol";
import {IUsageMeter} from "../interfaces/IUsageMeter.sol";
import {AssetId} from "../types/AssetId.sol";
import {OfferId} from "../types/OfferId.sol";
import {BPS, NATIVE} from "../types/Revenue.sol";
import {Offer} from "../types/Usage.sol";
import {AccountSignature} from "./AccountSignature.sol";
import {UsageHash} from "./UsageHash.sol";

/// @title The book of offers
/// @dev Deployed by the meter, which asks it for each offer that it redeems for; beside the meter because of its
/// size.
/// @dev An offer's id commits to all of it, so that the two slots kept here are enough: whoever needs more brings the
/// struct and is checked against the id.
contract OfferBook is IOfferBook {
    using AccountSignature for address;

    /// @dev How long vouchers of a closed offer can still be redeemed, in seconds.
    uint40 private constant CLOSING_TIME = 7 days;

    struct StoredOffer {
        address operator;
        // Ids stay below 2^40.
        uint40 assetId;
        uint16 operatorBps;
        uint16 feeBps;
        address token;
        uint40 validFrom;
        uint40 validUntil;
    }

    IUsageMeter public immutable METER = IUsageMeter(msg.sender);
    IAssetRegistry public immutable REGISTRY;
    IRevenueLedger public immutable LEDGER;
    IProtocolParameters public immutable PARAMETERS;
    IOperatorRegistry public immutable OPERATORS;

    mapping(OfferId offerId => StoredOffer offer) private _offers;

    constructor(
        IProtocolParameters parameters,
        IAssetRegistry registry,
        IRevenueLedger ledger,
        IOperatorRegistry operators
    ) {
        PARAMETERS = parameters;
        REGISTRY = registry;
        LEDGER = ledger;
        OPERATORS = operators;
    }

    /// @inheritdoc IOfferBook
    function publishOffer(Offer calldata offer, bytes calldata ownerSignature) external returns (OfferId offerId) {
        _requireOpen();
        require(msg.sender == offer.operator, OfferBook_NotOperator(msg.sender, offer.operator));
        offerId = offerIdOf(offer);
        require(_offers[offerId].operator == address(0), OfferBook_OfferExists(offerId));
        _requireSound(offer);
        address owner = _ownerOf(offer.assetId);
        require(
            owner == msg.sender || owner.isSignedBy(OfferId.unwrap(offerId), ownerSignature),
            OfferBook_InvalidSignature(owner)
        );

        uint16 feeBps = PARAMETERS.usageFeeBps();
        _offers[offerId] = StoredOffer({
            operator: offer.operator,
            // The asset exists, so its id fits 40 bits.
            assetId: uint40(AssetId.unwrap(offer.assetId)),
            operatorBps: offer.operatorBps,
            feeBps: feeBps,
            token: offer.token,
            validFrom: offer.validFrom,
            validUntil: offer.validUntil
        });

        emit OfferPublished(offerId, offer.assetId, offer.operator, offer, feeBps);
    }

    /// @inheritdoc IOfferBook
    function closeOffer(OfferId offerId) external {
        StoredOffer storage offer = _offers[offerId];
        _requireKnown(offerId, offer.operator);
        require(
            msg.sender == offer.operator || msg.sender == _ownerOf(AssetId.wrap(offer.assetId)),
            OfferBook_NotOperatorNorOwner(offerId, msg.sender)
        );
        // Timestamps fit 40 bits for thirty thousand years.
        uint40 end = uint40(block.timestamp) + CLOSING_TIME;
        require(end < offer.validUntil, OfferBook_OfferEnding(offerId, offer.validUntil));

        offer.validUntil = end;

        emit OfferClosing(offerId, end);
    }

    /// @inheritdoc IOfferBook
    function offerOf(OfferId offerId) external view returns (IUsageMeter.OfferState memory) {
        StoredOffer memory offer = _offers[offerId];
        return
            IUsageMeter.OfferState({
                assetId: AssetId.wrap(offer.assetId),
                operator: offer.operator,
                token: offer.token,
                operatorBps: offer.operatorBps,
                feeBps: offer.feeBps,
                validFrom: offer.validFrom,
                validUntil: offer.validUntil
            });
    }

    /// @inheritdoc IOfferBook
    function offerIdOf(Offer calldata offer) public view returns (OfferId) {
        return OfferId.wrap(MessageHashUtils.toTypedDataHash(METER.DOMAIN_SEPARATOR(), UsageHash.offer(offer)));
    }

    /// @dev The meter's pause holds here too.
    function _requireOpen() private view {
        uint40 until = IEntryPause(address(METER)).pausedUntil();
        if (block.timestamp < until) revert IEntryPause.EntryPause_Paused(until);
    }

    /// @dev Everything but who agrees to it.
    function _requireSound(Offer calldata offer) private view {
        require(OPERATORS.isActive(offer.operator), OfferBook_OperatorNotActive(offer.operator));
        require(
            offer.version != 0 && offer.version <= REGISTRY.latestVersionOf(offer.assetId),
            OfferBook_UnknownVersion(offer.assetId, offer.version)
        );
        require(
            offer.token != NATIVE && LEDGER.accepts(offer.assetId, offer.token),
            OfferBook_CurrencyNotAccepted(offer.assetId, offer.token)
        );
        require(offer.operatorBps <= BPS, OfferBook_ShareTooHigh(offer.operatorBps, BPS));
        require(
            offer.validFrom < offer.validUntil && block.timestamp <= offer.validUntil,
            OfferBook_WindowInvalid(offer.validFrom, offer.validUntil)
        );
    }

    function _requireKnown(OfferId offerId, address operator) private pure {
        require(operator != address(0), OfferBook_UnknownOffer(offerId));
    }

    function _ownerOf(AssetId assetId) private view returns (address) {
        return IERC721(address(REGISTRY)).ownerOf(AssetId.unwrap(assetId));
    }
}
