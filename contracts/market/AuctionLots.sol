// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";

import {AssetId} from "../types/AssetId.sol";
import {AuctionId} from "../types/AuctionId.sol";
import {Item} from "../types/Market.sol";
import {NATIVE, OWNER} from "../types/Revenue.sol";
import {AuctionCredits} from "./AuctionCredits.sol";

/// @title What is auctioned: whether its seller can deliver it, and whether it is what it was
/// @dev A bidder can't hold an asset to claims of its income: anyone may claim for its owner, so a bidder who rues its
/// bid could call it off for the price of a claim. What stands here can be changed by the seller alone.
abstract contract AuctionLots is AuctionCredits {
    uint256 private constant MAX_DURATION = 90 days;

    uint256 public auctionCount;

    function _nextId() internal returns (AuctionId) {
        return AuctionId.wrap(++auctionCount);
    }

    /// @dev Whether the caller can auction the item for the token until then.
    function _requireLot(Item calldata item, address token, uint40 endsAt) internal view {
        uint256 latest = block.timestamp + MAX_DURATION;
        require(
            endsAt > block.timestamp && endsAt <= latest,
            AuctionHouse_EndOutOfBounds(endsAt, block.timestamp + 1, latest)
        );
        require(
            token != NATIVE && LEDGER.accepts(item.assetId, token),
            AuctionHouse_CurrencyNotAccepted(item.assetId, token)
        );
        require(
            _canDeliver(msg.sender, item.assetId, item.units),
            AuctionHouse_NotDeliverable(item.assetId, item.units, msg.sender)
        );
    }

    function _canDeliver(address seller, AssetId assetId, uint256 units) internal view returns (bool) {
        if (LEDGER.accountOf(assetId).frozen) return false;
        uint256 id = AssetId.unwrap(assetId);
        if (units == 0) {
            IERC721 registry = IERC721(address(REGISTRY));
            return
                registry.ownerOf(id) == seller &&
                (registry.getApproved(id) == address(this) || registry.isApprovedForAll(seller, address(this)));
        }
        IERC6909 ledger = IERC6909(address(LEDGER));
        return
            ledger.balanceOf(seller, id) >= units &&
            (ledger.isOperator(seller, address(this)) || ledger.allowance(seller, address(this), id) >= units);
    }

    /// @dev What the seller of an asset leaves as it is until the end; of units there is nothing.
    function _sealOf(Item calldata item) internal view returns (uint32 ownerUnits, uint96 stamp, uint32 offerChanges) {
        if (item.units != 0) return (0, 0, 0);
        ownerUnits = _ownerUnits(item.assetId);
        stamp = _stamp(item.assetId);
        offerChanges = LICENSES.offerChangesOf(item.assetId);
    }

    /// @dev More units of the owner are to the bidder's advantage; anyone may give them to it.
    function _isAsSealed(
        AssetId assetId,
        uint32 ownerUnits,
        uint96 stamp,
        uint32 offerChanges
    ) internal view returns (bool) {
        return
            _ownerUnits(assetId) >= ownerUnits &&
            _stamp(assetId) == stamp &&
            LICENSES.offerChangesOf(assetId) == offerChanges;
    }

    /// @dev Of an item that exists: ids stay below 2^40, and an asset has UNITS units.
    function _pack(Item calldata item) internal pure returns (uint40 assetId, uint32 units) {
        return (uint40(AssetId.unwrap(item.assetId)), uint32(item.units));
    }

    /// @dev An asset has UNITS units, which is below 2^27.
    function _ownerUnits(AssetId assetId) private view returns (uint32) {
        return uint32(LEDGER.unitsOf(assetId, OWNER));
    }

    /// @dev The registry keeps 96 bits of an asset beside its owner, and these are the stamp.
    function _stamp(AssetId assetId) private view returns (uint96) {
        return uint96(uint256(REGISTRY.stampOf(assetId)));
    }
}
