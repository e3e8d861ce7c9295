// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IUsageMeter} from "../interfaces/IUsageMeter.sol";
import {AccountId, DIRECT} from "../types/AccountId.sol";
import {AssetId} from "../types/AssetId.sol";
import {OfferId} from "../types/OfferId.sol";
import {AccountTerms, UsageVoucher} from "../types/Usage.sol";
import {AccountSignature} from "./AccountSignature.sol";
import {Income} from "./Income.sol";
import {Lanes} from "./Lanes.sol";
import {SessionKeys} from "./SessionKeys.sol";
import {UsageHash} from "./UsageHash.sol";

/// @title Redeeming vouchers
/// @dev A claim is cumulative: what the lane has paid is subtracted, so a replay takes nothing and an amount that was
/// cut short stays owed. No item can make the others fail.
abstract contract Redemptions is Lanes, Income, SessionKeys {
    /// @dev Items of the same operator and token that follow each other. Their stake is read and locked once, and an
    /// offer is read once for as many of them as are of it.
    /// @param capacity Revenue that the operator's free stake covered at the start.
    struct Run {
        OfferId offerId;
        OfferState offer;
        address operator;
        address token;
        uint256 capacity;
        uint256 revenue;
    }

    /// @inheritdoc IUsageMeter
    function redeem(Redemption[] calldata items) external nonReentrant returns (RedeemStatus[] memory statuses) {
        statuses = new RedeemStatus[](items.length);
        Run memory run;
        for (uint256 i; i < items.length; ++i) statuses[i] = _redeem(items[i], run);
        _endRun(run);
    }

    function _redeem(Redemption calldata item, Run memory run) private returns (RedeemStatus status) {
        if (!(item.offerId == run.offerId)) (run.offerId, run.offer) = (item.offerId, _offers[item.offerId]);
        OfferState memory offer = run.offer;
        if (offer.operator == address(0)) return _refuse(item, DIRECT, RedeemStatus.UNKNOWN_OFFER);
        AccountId accountId = _accountIdOf(
            AccountTerms(item.payer, offer.operator, offer.token, item.withdrawDelay, item.salt)
        );
        Lane storage lane = _laneAt(accountId, item.offerId, item.lane, item.epoch);
        (uint128 redeemed, uint64 seq) = (lane.redeemed, lane.seq);
        PayerAccount memory account = _accounts[accountId];

        status = _judge(item, offer, account.epoch, redeemed, seq);
        if (status != RedeemStatus.SETTLED) return _refuse(item, accountId, status);
        (bool signed, address key) = _signerOf(item, accountId);
        if (!signed) return _refuse(item, accountId, RedeemStatus.BAD_SIGNATURE);
        _joinRun(run, offer);
        uint256 amount;
        (amount, status) = _cover(
            item.claim - redeemed,
            _leftOf(accountId, key),
            account.balance,
            run.capacity - run.revenue
        );
        if (amount == 0) return _refuse(item, accountId, status);

        run.revenue += amount;
        _draw(accountId, account, key, amount);
        // An account holds less than 2^96.
        _earnings[item.offerId].gross += uint128(amount);
        redeemed += uint128(amount);
        (lane.redeemed, lane.seq, lane.receiptsRoot) = (redeemed, item.seq, item.receiptsRoot);

        emit UsageSettled(
            item.offerId,
            accountId,
            AssetId.wrap(offer.assetId),
            item.lane,
            item.epoch,
            item.seq,
            uint128(amount),
            redeemed,
            item.receiptsRoot,
            key
        );
    }

    function _refuse(
        Redemption calldata item,
        AccountId accountId,
        RedeemStatus status
    ) private returns (RedeemStatus) {
        emit RedemptionRefused(item.offerId, accountId, item.lane, status);
        return status;
    }

    /// @dev All that can be said of an item without its signature, and without what there is to pay it from.
    function _judge(
        Redemption calldata item,
        OfferState memory offer,
        uint256 epoch,
        uint256 redeemed,
        uint256 seq
    ) private view returns (RedeemStatus) {
        if (!_isLive(offer.validFrom, offer.validUntil)) return RedeemStatus.OFFER_NOT_LIVE;
        if (item.epoch != epoch) return RedeemStatus.STALE_EPOCH;
        if (block.timestamp > item.validUntil) return RedeemStatus.EXPIRED;
        if (item.claim <= redeemed || item.seq < seq) return RedeemStatus.NOTHING_NEW;
        if (item.claim > item.maxCumulative) return RedeemStatus.OVER_CEILING;
        return RedeemStatus.SETTLED;
    }

    /// @return signed Whether somebody has signed the voucher who may.
    /// @return key The session key that did; zero for the payer.
    function _signerOf(Redemption calldata item, AccountId accountId) private view returns (bool signed, address key) {
        bytes32 digest = _hashTypedDataV4(
            UsageHash.usageVoucher(
                UsageVoucher({
                    accountId: accountId,
                    offerId: item.offerId,
                    lane: item.lane,
                    epoch: item.epoch,
                    seq: item.seq,
                    maxCumulative: item.maxCumulative,
                    receiptsRoot: item.receiptsRoot,
                    validUntil: item.validUntil
                })
            )
        );
        key = AccountSignature.recover(digest, item.signature);
        if (key != address(0)) {
            if (key == item.payer) return (true, address(0));
            if (_isSession(accountId, key)) return (true, key);
        }
        return (AccountSignature.approves(item.payer, digest, item.signature), address(0));
    }

    /// @dev What the signer may still spend; the payer's own signature spends all there is.
    function _leftOf(AccountId accountId, address key) private view returns (uint256) {
        if (key == address(0)) return type(uint256).max;
        Session memory session = _sessions[accountId][key];
        return session.cap - session.spent;
    }

    /// @dev As much of `owed` as session, account and stake reach for.
    function _cover(
        uint256 owed,
        uint256 left,
        uint256 balance,
        uint256 capacity
    ) private pure returns (uint256 amount, RedeemStatus status) {
        amount = Math.min(owed, left);
        if (amount == 0) return (0, RedeemStatus.SESSION_SPENT);
        amount = Math.min(amount, balance);
        if (amount == 0) return (0, RedeemStatus.NO_FUNDS);
        amount = Math.min(amount, capacity);
        if (amount == 0) return (0, RedeemStatus.NO_STAKE);
        status = amount == owed ? RedeemStatus.SETTLED : RedeemStatus.PARTIAL;
    }

    /// @dev Takes `amount`, which the account and the session reach for. What was thawing is taken last.
    function _draw(AccountId accountId, PayerAccount memory account, address key, uint256 amount) private {
        // Not above the balance, which is a uint96.
        uint96 balance = account.balance - uint96(amount);
        _accounts[accountId].balance = balance;
        if (account.thawing > balance) _accounts[accountId].thawing = balance;
        if (key != address(0)) _sessions[accountId][key].spent += uint96(amount);
    }

    function _joinRun(Run memory run, OfferState memory offer) private {
        if (run.operator == offer.operator && run.token == offer.token) return;
        _endRun(run);
        (run.operator, run.token, run.revenue) = (offer.operator, offer.token, 0);
        run.capacity = OPERATORS.capacityIn(offer.operator, offer.token);
    }

    function _endRun(Run memory run) private {
        if (run.revenue != 0) _lock(run.operator, run.token, run.revenue);
    }
}
