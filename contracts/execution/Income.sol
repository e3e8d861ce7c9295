// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IPaymentSource} from "../interfaces/IPaymentSource.sol";
import {IUsageMeter} from "../interfaces/IUsageMeter.sol";
import {AssetId, PROTOCOL} from "../types/AssetId.sol";
import {OfferId} from "../types/OfferId.sol";
import {BPS} from "../types/Revenue.sol";
import {MeterCore} from "./MeterCore.sol";

/// @title The income of offers, and its way to protocol, asset and operator
/// @dev An offer keeps one cumulative sum, and how far each side has been paid of it. Fee and operator have
/// cumulative floors of it and the asset all else, so each sequence of payments ends where one payment would, and the
/// three always make up the whole.
abstract contract Income is MeterCore, IPaymentSource {
    using SafeERC20 for IERC20;

    /// @dev Credits end here, as the ledger's streams do. A redemption adds less than 2^96, so that 2^31 of them at
    /// least have room up to 2^128.
    uint256 private constant MAX_CREDITED = type(uint120).max;

    mapping(OfferId offerId => Earnings earnings) internal _earnings;

    /// @inheritdoc IUsageMeter
    function payIn(
        OfferId offerId,
        uint256 amount,
        address payer
    ) external whenOpen nonReentrant returns (uint256 received) {
        OfferState storage offer = _offers[offerId];
        // Read once, and together with what shares their slot: calls follow, after which nothing read counts.
        (address operator, AssetId assetId) = (offer.operator, AssetId.wrap(offer.assetId));
        (address token, uint40 from, uint40 until) = (offer.token, offer.validFrom, offer.validUntil);
        require(operator != address(0), UsageMeter_UnknownOffer(offerId));
        require(_isLive(from, until), UsageMeter_OfferNotLive(offerId));
        require(msg.sender.code.length != 0, UsageMeter_CallerWithoutCode(msg.sender));
        uint256 before = _held(token);

        IPaymentSource(msg.sender).onCollect(payer, token, amount);

        received = _receivedSince(token, before);
        uint256 gross = _earnings[offerId].gross;
        if (gross + received > MAX_CREDITED) {
            revert UsageMeter_AmountTooHigh(received, Math.saturatingSub(MAX_CREDITED, gross));
        }
        // Below 2^120.
        _earnings[offerId].gross = uint128(gross + received);

        emit OfferCredited(offerId, assetId, payer, received);

        _lock(operator, token, received);
    }

    /// @inheritdoc IUsageMeter
    function passRevenue(OfferId[] calldata offerIds) external nonReentrant {
        for (uint256 i; i < offerIds.length; ++i) _pass(offerIds[i]);
    }

    /// @inheritdoc IUsageMeter
    function withdrawEarnings(OfferId[] calldata offerIds, address to) external nonReentrant returns (uint256 amount) {
        _requireAccount(to);
        if (offerIds.length == 0) return 0;
        address token = _offers[offerIds[0]].token;
        for (uint256 i; i < offerIds.length; ++i) amount += _takeEarnings(offerIds[i], token, to);
        if (amount != 0) IERC20(token).safeTransfer(to, amount);
    }

    /// @inheritdoc IPaymentSource
    /// @dev The ledger calls back during `passRevenue` only, since nobody else can make it call this contract.
    function onCollect(address, address token, uint256 amount) external {
        require(msg.sender == address(LEDGER), UsageMeter_NotLedger(msg.sender));
        IERC20(token).safeTransfer(msg.sender, amount);
    }

    /// @inheritdoc IUsageMeter
    function earningsOf(OfferId offerId) external view returns (Earnings memory) {
        return _earnings[offerId];
    }

    function _pass(OfferId offerId) private {
        OfferState memory offer = _requireOffer(offerId);
        (uint128 gross, uint128 passed) = (_earnings[offerId].gross, _earnings[offerId].passed);
        if (gross == passed) return;
        (uint256 fee, , uint256 toAsset) = _split(offer, gross);
        (uint256 feePassed, , uint256 assetPassed) = _split(offer, passed);
        // Shares never shrink while the sum grows.
        (fee, toAsset) = (fee - feePassed, toAsset - assetPassed);

        _earnings[offerId].passed = gross;

        AssetId assetId = AssetId.wrap(offer.assetId);
        emit RevenuePassed(offerId, assetId, toAsset, fee, gross);

        _payLedger(assetId, offer.token, toAsset, offerId);
        _payLedger(PROTOCOL, offer.token, fee, offerId);
    }

    function _payLedger(AssetId assetId, address token, uint256 amount, OfferId offerId) private {
        if (amount == 0) return;
        LEDGER.collect(assetId, token, amount, 0, OfferId.unwrap(offerId), address(this));
    }

    function _takeEarnings(OfferId offerId, address token, address to) private returns (uint256 amount) {
        OfferState memory offer = _requireOffer(offerId);
        _requireOperator(offer.operator);
        require(offer.token == token, UsageMeter_TokensDiffer(offerId, offer.token, token));
        uint128 gross = _earnings[offerId].gross;
        (, uint256 earned, ) = _split(offer, gross);
        (, uint256 withdrawn, ) = _split(offer, _earnings[offerId].withdrawn);
        amount = earned - withdrawn;
        if (amount == 0) return 0;

        _earnings[offerId].withdrawn = gross;

        emit EarningsWithdrawn(offerId, msg.sender, to, amount, gross);
    }

    /// @dev Who has earned what of the first `gross` base units of income. None of the three shrinks as `gross`
    /// grows.
    function _split(
        OfferState memory offer,
        uint256 gross
    ) private pure returns (uint256 fee, uint256 toOperator, uint256 toAsset) {
        fee = (gross * offer.feeBps) / BPS;
        toOperator = ((gross - fee) * offer.operatorBps) / BPS;
        toAsset = gross - fee - toOperator;
    }
}
