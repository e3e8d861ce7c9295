// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {EntryPause} from "../governance/EntryPause.sol";
import {IAuctionHouse} from "../interfaces/IAuctionHouse.sol";
import {AuctionId} from "../types/AuctionId.sol";
import {AssetId} from "../types/AssetId.sol";
import {Sale, SaleRates} from "../types/Market.sol";
import {AuctionLots} from "./AuctionLots.sol";

/// @title Auctions whose price falls until somebody buys
/// @dev Nothing is held here: the money goes from the buyer straight to where it belongs.
abstract contract DutchAuctions is EntryPause, AuctionLots {
    mapping(AuctionId auctionId => Dutch auction) private _dutchAuctions;

    /// @inheritdoc IAuctionHouse
    function createDutchAuction(DutchTerms calldata terms) external whenOpen returns (AuctionId auctionId) {
        require(
            terms.endPrice != 0 && terms.endPrice <= terms.startPrice,
            AuctionHouse_InvalidPrice(terms.startPrice, terms.endPrice)
        );
        _requireLot(terms.item, terms.token, terms.endsAt);

        SaleRates memory rates = _decidedRates();
        (uint40 assetId, uint32 units) = _pack(terms.item);
        auctionId = _nextId();
        _dutchAuctions[auctionId] = Dutch({
            seller: msg.sender,
            units: units,
            unitsLeft: units,
            feeBps: rates.feeBps,
            royaltyBps: rates.royaltyBps,
            token: terms.token,
            assetId: assetId,
            // Time stays below 2^40 for thirty thousand years.
            startsAt: uint40(block.timestamp),
            startPrice: terms.startPrice,
            endPrice: terms.endPrice,
            endsAt: terms.endsAt
        });

        emit DutchAuctionCreated(auctionId, msg.sender, terms.item.assetId, terms, rates);
    }

    /// @inheritdoc IAuctionHouse
    function buy(
        AuctionId auctionId,
        uint32 units,
        uint96 maxPrice,
        bytes32 state
    ) external whenOpen nonReentrant returns (uint96 price) {
        Dutch memory auction = _requireDutch(auctionId, units);
        price = _price(auction, units);
        require(price <= maxPrice, AuctionHouse_PriceAboveMax(price, maxPrice));
        if (state != 0) _requireState(AssetId.wrap(auction.assetId), units, state);

        // Just checked.
        uint32 left = auction.unitsLeft - units;
        if (left == 0) delete _dutchAuctions[auctionId];
        else _dutchAuctions[auctionId].unitsLeft = left;

        (uint256 fee, uint256 proceeds) = _settleSale(
            Sale({
                id: bytes32(AuctionId.unwrap(auctionId)),
                seller: auction.seller,
                buyer: msg.sender,
                payer: msg.sender,
                token: auction.token,
                price: price,
                feeBps: auction.feeBps,
                royaltyBps: auction.royaltyBps
            }),
            AssetId.wrap(auction.assetId),
            units
        );

        emit DutchAuctionSold(auctionId, auction.seller, msg.sender, units, left, price, fee, proceeds);
    }

    /// @inheritdoc IAuctionHouse
    function dutchAuctionOf(AuctionId auctionId) external view returns (Dutch memory) {
        return _dutchAuctions[auctionId];
    }

    /// @inheritdoc IAuctionHouse
    function dutchPriceOf(AuctionId auctionId, uint32 units) external view returns (uint96) {
        return _price(_requireDutch(auctionId, units), units);
    }

    /// @return cancelled Whether there was such an auction of the caller.
    function _cancelDutch(AuctionId auctionId) internal returns (bool cancelled) {
        address seller = _dutchAuctions[auctionId].seller;
        if (seller == address(0)) return false;
        require(seller == msg.sender, AuctionHouse_NotSeller(auctionId, msg.sender));

        delete _dutchAuctions[auctionId];
        return true;
    }

    /// @dev What units are all of the lot costs what the line says at this moment, rounded up.
    function _price(Dutch memory auction, uint256 units) private view returns (uint96) {
        uint256 elapsed = block.timestamp - auction.startsAt;
        uint256 fall = uint256(auction.startPrice - auction.endPrice) * elapsed;
        uint256 price = auction.startPrice - fall / (auction.endsAt - auction.startsAt);
        if (units != auction.units) price = Math.ceilDiv(price * units, auction.units);
        // Not above the start price, which is a uint96.
        return uint96(price);
    }

    function _requireDutch(AuctionId auctionId, uint256 units) private view returns (Dutch memory auction) {
        auction = _dutchAuctions[auctionId];
        require(auction.seller != address(0), AuctionHouse_WrongState(auctionId, AuctionState.NONE));
        require(block.timestamp <= auction.endsAt, AuctionHouse_Ended(auctionId, auction.endsAt));
        bool possible = units <= auction.unitsLeft && (units != 0 || auction.units == 0);
        require(possible, AuctionHouse_InvalidUnits(units, auction.unitsLeft));
    }

    function _requireState(AssetId assetId, uint256 units, bytes32 wanted) private view {
        bytes32 state = _addState(0, assetId, units);
        require(state == wanted, AuctionHouse_StateChanged(state, wanted));
    }
}
