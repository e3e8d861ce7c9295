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
/// @dev Deployed by the meter, and beside it because of its size. The meter keeps what was published, so that it asks
/// nobody when it redeems.
contract OfferBook is IOfferBook {
    using AccountSignature for address;

    /// @dev How long vouchers of a closed offer can still be redeemed, in seconds.
    uint40 private constant CLOSING_TIME = 7 days;

    IUsageMeter public immutable METER = IUsageMeter(msg.sender);
    IAssetRegistry public immutable REGISTRY;
    IRevenueLedger public immutable LEDGER;
    IProtocolParameters public immutable PARAMETERS;
    IOperatorRegistry public immutable OPERATORS;

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
        require(METER.offerOf(offerId).operator == address(0), OfferBook_OfferExists(offerId));
        _requireSound(offer);
        address owner = _ownerOf(offer.assetId);
        require(
            owner == msg.sender || owner.isSignedBy(OfferId.unwrap(offerId), ownerSignature),
            OfferBook_InvalidSignature(owner)
        );

        uint16 feeBps = PARAMETERS.usageFeeBps();

        emit OfferPublished(offerId, offer.assetId, offer.operator, offer, feeBps);

        METER.keepOffer(
            offerId,
            IUsageMeter.OfferState({
                operator: offer.operator,
                // The asset exists, so its id fits 40 bits.
                assetId: uint40(AssetId.unwrap(offer.assetId)),
                operatorBps: offer.operatorBps,
                feeBps: feeBps,
                token: offer.token,
                validFrom: offer.validFrom,
                validUntil: offer.validUntil
            })
        );
    }

    /// @inheritdoc IOfferBook
    function closeOffer(OfferId offerId) external {
        IUsageMeter.OfferState memory offer = METER.offerOf(offerId);
        require(offer.operator != address(0), OfferBook_UnknownOffer(offerId));
        require(
            msg.sender == offer.operator || msg.sender == _ownerOf(AssetId.wrap(offer.assetId)),
            OfferBook_NotOperatorNorOwner(offerId, msg.sender)
        );
        // Timestamps fit 40 bits for thirty thousand years.
        uint40 end = uint40(block.timestamp) + CLOSING_TIME;
        require(end < offer.validUntil, OfferBook_OfferEnding(offerId, offer.validUntil));

        offer.validUntil = end;

        emit OfferClosing(offerId, end);

        METER.keepOffer(offerId, offer);
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

    function _ownerOf(AssetId assetId) private view returns (address) {
        return IERC721(address(REGISTRY)).ownerOf(AssetId.unwrap(assetId));
    }
}
