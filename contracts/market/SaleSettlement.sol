// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";

import {IAssetRegistry} from "../interfaces/IAssetRegistry.sol";
import {IInboxes} from "../interfaces/IInboxes.sol";
import {ILicenseManager} from "../interfaces/ILicenseManager.sol";
import {IPaymentSource} from "../interfaces/IPaymentSource.sol";
import {IProtocolParameters} from "../interfaces/IProtocolParameters.sol";
import {IRevenueLedger} from "../interfaces/IRevenueLedger.sol";
import {CeilingRoom} from "../libraries/CeilingRoom.sol";
import {AssetId, PROTOCOL} from "../types/AssetId.sol";
import {Item, Sale, SaleRates} from "../types/Market.sol";
import {BPS, NATIVE} from "../types/Revenue.sol";
import {AssetState} from "./AssetState.sol";

/// @title How one sale is carried out, whoever agreed to it and wherever its money is
/// @dev Items move first: neither registry nor ledger calls anybody back, so nothing happens between a look at their
/// state and the move. Then the money goes from the payer straight to where it belongs and never rests here; a contract
/// that holds the money already is its own payer. Callers guard against re-entrance and have made their writes.
abstract contract SaleSettlement is AssetState, IPaymentSource {
    using CeilingRoom for IRevenueLedger;
    using SafeERC20 for IERC20;

    IProtocolParameters public immutable PARAMETERS;
    address public immutable FEE_INBOX;

    constructor(
        IProtocolParameters parameters,
        IAssetRegistry registry,
        IRevenueLedger ledger,
        ILicenseManager licenses,
        IInboxes inboxes
    ) AssetState(registry, ledger, licenses) {
        PARAMETERS = parameters;
        FEE_INBOX = inboxes.inboxOf(PROTOCOL);
    }

    /// @inheritdoc IPaymentSource
    /// @dev The ledger calls back only whoever called `collect`, so this is within a sale.
    function onCollect(address payer, address token, uint256 amount) external {
        require(msg.sender == address(LEDGER), SaleSettlement_NotLedger(msg.sender));
        _send(token, payer, msg.sender, amount);
    }

    /// @dev Moves an item and divides the price.
    /// @return fee The protocol's share.
    /// @return proceeds The seller's.
    function _settleSale(
        Sale memory sale,
        AssetId assetId,
        uint256 units
    ) internal returns (uint256 fee, uint256 proceeds) {
        _moveItem(sale, assetId, units);
        return _payOut(sale, units == 0 ? _payRoyalty(sale, assetId, _royaltyOf(sale)) : 0);
    }

    /// @dev The same with many. One royalty is due however many assets are sold.
    function _settleBundle(Sale memory sale, Item[] calldata items) internal returns (uint256 fee, uint256 proceeds) {
        uint256 assets;
        for (uint256 i; i < items.length; ++i) {
            _moveItem(sale, items[i].assetId, items[i].units);
            if (items[i].units == 0) ++assets;
        }
        return _payOut(sale, assets == 0 ? 0 : _payRoyalties(sale, items, assets));
    }

    /// @dev What governance has decided.
    function _decidedRates() internal view returns (SaleRates memory) {
        (uint16 feeBps, uint16 royaltyBps) = PARAMETERS.saleRates();
        return SaleRates(feeBps, royaltyBps);
    }

    /// @dev A market that holds the money itself may keep the seller's share until it is pulled.
    function _paySeller(address token, address payer, address seller, uint256 proceeds) internal virtual {
        _send(token, payer, seller, proceeds);
    }

    function _moveItem(Sale memory sale, AssetId assetId, uint256 units) private {
        require(sale.token != NATIVE, SaleSettlement_CurrencyNotAccepted(assetId, NATIVE));

        emit Sold(assetId, sale.seller, sale.buyer, sale.id, units);

        if (units == 0) {
            IERC721(address(REGISTRY)).transferFrom(sale.seller, sale.buyer, AssetId.unwrap(assetId));
        } else {
            require(LEDGER.accepts(assetId, sale.token), SaleSettlement_CurrencyNotAccepted(assetId, sale.token));
            // The ledger refuses by reverting, units of a frozen asset too.
            IERC6909(address(LEDGER)).transferFrom(sale.seller, sale.buyer, AssetId.unwrap(assetId), units);
        }
    }

    /// @dev In equal parts; the first has what can't be divided.
    /// @return paid All royalties together: less than is due where a revenue ceiling leaves no room.
    function _payRoyalties(Sale memory sale, Item[] calldata items, uint256 assets) private returns (uint256 paid) {
        uint256 royalty = _royaltyOf(sale);
        uint256 share = royalty / assets;
        uint256 next = royalty - share * (assets - 1);
        for (uint256 i; i < items.length; ++i) {
            if (items[i].units != 0) continue;
            paid += _payRoyalty(sale, items[i].assetId, next);
            next = share;
        }
    }

    /// @dev What a capped asset may no longer take is the seller's. Where nothing reaches the ledger, it can't refuse.
    function _payRoyalty(Sale memory sale, AssetId assetId, uint256 amount) private returns (uint256 paid) {
        if (amount != 0) {
            try LEDGER.collect(assetId, sale.token, amount, 0, sale.id, sale.payer) returns (uint256) {
                return amount;
            } catch {
                paid = LEDGER.atMostRoom(assetId, sale.token, amount);
            }
        }

        if (paid == 0) {
            (bool accepted, bool frozen) = LEDGER.standingOf(assetId, sale.token);
            require(!frozen, SaleSettlement_Frozen(assetId));
            require(accepted, SaleSettlement_CurrencyNotAccepted(assetId, sale.token));
        } else {
            LEDGER.collect(assetId, sale.token, paid, 0, sale.id, sale.payer);
        }
    }

    function _payOut(Sale memory sale, uint256 royalty) private returns (uint256 fee, uint256 proceeds) {
        fee = _shareOf(sale.price, sale.feeBps);
        // Fee and royalty are at most 15 % of the price together.
        proceeds = sale.price - fee - royalty;

        _send(sale.token, sale.payer, FEE_INBOX, fee);
        _paySeller(sale.token, sale.payer, sale.seller, proceeds);
    }

    function _send(address token, address from, address to, uint256 amount) private {
        if (amount == 0) return;
        if (from == address(this)) IERC20(token).safeTransfer(to, amount);
        else IERC20(token).safeTransferFrom(from, to, amount);
    }

    function _royaltyOf(Sale memory sale) private pure returns (uint256) {
        return _shareOf(sale.price, sale.royaltyBps);
    }

    function _shareOf(uint128 price, uint16 bps) private pure returns (uint256) {
        // 128 bits times 16.
        unchecked {
            return (uint256(price) * bps) / BPS;
        }
    }
}
