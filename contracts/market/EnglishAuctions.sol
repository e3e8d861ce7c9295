// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {EntryPause} from "../governance/EntryPause.sol";
import {IAuctionHouse} from "../interfaces/IAuctionHouse.sol";
import {AssetId} from "../types/AssetId.sol";
import {AuctionId} from "../types/AuctionId.sol";
import {Sale, SaleRates} from "../types/Market.sol";
import {BPS} from "../types/Revenue.sol";
import {AuctionLots} from "./AuctionLots.sol";

/// @title Auctions that end with the highest bid
/// @dev A bid is in one of three places: leading in an open auction, a credit, or divided as a price. It leads in one
/// slot, which `bid` overwrites after it has credited what was there, and `settle` and `annul` read in the transaction
/// in which they end the only state that leads to them.
abstract contract EnglishAuctions is EntryPause, AuctionLots {
    uint16 private constant MIN_STEP_BPS = 100;
    uint16 private constant MAX_STEP_BPS = 5_000;
    uint24 private constant MAX_EXTENSION = 1 days;
    /// @dev How long a settlement may be held up, by the ledger's pause or by a token, before the bid goes back.
    uint256 private constant SETTLEMENT_PERIOD = 14 days;

    mapping(AuctionId auctionId => English auction) private _auctions;

    /* AUCTIONING */

    /// @inheritdoc IAuctionHouse
    function createAuction(EnglishTerms calldata terms) external whenOpen returns (AuctionId auctionId) {
        AssetId assetId = terms.item.assetId;
        _requireSound(terms);
        _requireLot(terms.item, terms.token, terms.endsAt);

        SaleRates memory rates = _decidedRates();
        English memory auction;
        auction.seller = msg.sender;
        (auction.assetId, auction.units) = _pack(terms.item);
        (auction.token, auction.reserve, auction.stepBps) = (terms.token, terms.reserve, terms.stepBps);
        (auction.endsAt, auction.extension) = (terms.endsAt, terms.extension);
        (auction.feeBps, auction.royaltyBps) = (rates.feeBps, rates.royaltyBps);
        (auction.ownerUnits, auction.stamp, auction.offerChanges) = _sealOf(terms.item);
        auction.state = AuctionState.OPEN;
        auctionId = _nextId();
        _auctions[auctionId] = auction;

        emit AuctionCreated(auctionId, msg.sender, assetId, terms, rates);
    }

    /// @inheritdoc IAuctionHouse
    function bid(AuctionId auctionId, uint96 amount) external whenOpen nonReentrant {
        English storage auction = _requireOpen(auctionId);
        uint40 endsAt = auction.endsAt;
        require(block.timestamp < endsAt, AuctionHouse_Ended(auctionId, endsAt));
        address token = auction.token;
        uint256 least = _leastBid(auction);

        // Who leads already pays with its own bid first. What arrives has to be known before the bid can be judged.
        _credit(auction.bidder, token, auction.bid);
        uint256 placed = _fund(token, amount);
        require(placed >= least, AuctionHouse_BidTooLow(auctionId, placed, least));
        // Not above `amount`, which is a uint96.
        (auction.bidder, auction.bid) = (msg.sender, uint96(placed));
        endsAt = _extend(auction, endsAt);

        emit BidPlaced(auctionId, msg.sender, uint96(placed), endsAt);
    }

    /// @inheritdoc IAuctionHouse
    function settle(AuctionId auctionId) external nonReentrant {
        English memory auction = _requireBid(auctionId);
        require(block.timestamp >= auction.endsAt, AuctionHouse_NotEnded(auctionId, auction.endsAt));
        require(
            _isDeliverable(auction),
            AuctionHouse_NotDeliverable(AssetId.wrap(auction.assetId), auction.units, auction.seller)
        );

        _auctions[auctionId].state = AuctionState.SETTLED;

        (uint256 fee, uint256 proceeds) = _settleSale(
            Sale({
                id: bytes32(AuctionId.unwrap(auctionId)),
                seller: auction.seller,
                buyer: auction.bidder,
                payer: address(this),
                token: auction.token,
                price: auction.bid,
                feeBps: auction.feeBps,
                royaltyBps: auction.royaltyBps
            }),
            AssetId.wrap(auction.assetId),
            auction.units
        );

        emit AuctionSettled(auctionId, auction.seller, auction.bidder, auction.bid, fee, proceeds);
    }

    /// @inheritdoc IAuctionHouse
    function annul(AuctionId auctionId) external nonReentrant {
        English memory auction = _requireBid(auctionId);
        uint256 until = auction.endsAt + SETTLEMENT_PERIOD;
        require(block.timestamp > until || !_isDeliverable(auction), AuctionHouse_Stands(auctionId, until));

        _auctions[auctionId].state = AuctionState.ANNULLED;
        _credit(auction.bidder, auction.token, auction.bid);

        emit AuctionAnnulled(auctionId, auction.bidder, auction.bid);
    }

    /* READING */

    /// @inheritdoc IAuctionHouse
    function auctionOf(AuctionId auctionId) external view returns (English memory) {
        return _auctions[auctionId];
    }

    /// @inheritdoc IAuctionHouse
    function leastBidOf(AuctionId auctionId) external view returns (uint256) {
        return _leastBid(_requireOpen(auctionId));
    }

    /// @inheritdoc IAuctionHouse
    function isDeliverable(AuctionId auctionId) external view returns (bool) {
        return _isDeliverable(_requireOpen(auctionId));
    }

    /* INTERNAL */

    function _cancelEnglish(AuctionId auctionId) internal {
        English storage auction = _requireOpen(auctionId);
        require(auction.seller == msg.sender, AuctionHouse_NotSeller(auctionId, msg.sender));
        require(auction.bidder == address(0), AuctionHouse_HasBid(auctionId, auction.bidder));

        auction.state = AuctionState.CANCELLED;
    }

    function _requireSound(EnglishTerms calldata terms) private pure {
        require(terms.reserve != 0, AuctionHouse_InvalidPrice(terms.reserve, 0));
        require(
            terms.stepBps >= MIN_STEP_BPS && terms.stepBps <= MAX_STEP_BPS,
            AuctionHouse_StepOutOfBounds(terms.stepBps, MIN_STEP_BPS, MAX_STEP_BPS)
        );
        require(terms.extension <= MAX_EXTENSION, AuctionHouse_ExtensionTooLong(terms.extension, MAX_EXTENSION));
    }

    /// @dev The reserve, or a step above the leading bid, which is one base unit at least.
    function _leastBid(English storage auction) private view returns (uint256) {
        uint256 leading = auction.bid;
        return leading == 0 ? auction.reserve : leading + Math.ceilDiv(leading * auction.stepBps, BPS);
    }

    /// @dev Each extension needs a bid that is a step higher, so they come to an end.
    function _extend(English storage auction, uint40 endsAt) private returns (uint40) {
        // Time stays below 2^40 for thirty thousand years.
        uint40 extended = uint40(block.timestamp) + auction.extension;
        if (extended <= endsAt) return endsAt;
        auction.endsAt = extended;
        return extended;
    }

    function _isDeliverable(English memory auction) private view returns (bool) {
        return
            _canDeliver(auction.seller, AssetId.wrap(auction.assetId), auction.units) &&
            (auction.units != 0 ||
                _isAsSealed(AssetId.wrap(auction.assetId), auction.ownerUnits, auction.stamp, auction.offerChanges));
    }

    function _requireOpen(AuctionId auctionId) private view returns (English storage auction) {
        auction = _auctions[auctionId];
        require(auction.state == AuctionState.OPEN, AuctionHouse_WrongState(auctionId, auction.state));
    }

    function _requireBid(AuctionId auctionId) private view returns (English memory auction) {
        auction = _requireOpen(auctionId);
        require(auction.bidder != address(0), AuctionHouse_NoBid(auctionId));
    }
}
