// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {AccountSignature} from "../execution/AccountSignature.sol";
import {IEntryPause} from "../interfaces/IEntryPause.sol";
import {ILicenseManager} from "../interfaces/ILicenseManager.sol";
import {IERC5643} from "../interfaces/ILicenseStandards.sol";
import {IRevenueLedger} from "../interfaces/IRevenueLedger.sol";
import {ISubscriptions} from "../interfaces/ISubscriptions.sol";
import {LicenseId} from "../types/LicenseId.sol";
import {LicenseTerms} from "../types/LicenseTerms.sol";
import {NATIVE} from "../types/Revenue.sol";

/// @title Licences that keepers renew
/// @dev Nobody has a right over this contract, and nothing rests in it: the price passes through within a renewal. The
/// ledger's pause stops renewals like any other payment. The invariants are SUB-1 to SUB-6 in docs/requirements.md.
contract Subscriptions is ISubscriptions, EIP712, ReentrancyGuardTransient {
    using AccountSignature for address;
    using SafeERC20 for IERC20;

    bytes32 private constant SIGNED_PLAN_TYPEHASH = keccak256(
        "SignedPlan(uint256 licenseId,address holder,uint32 transferCount,uint128 maxPrice,uint80 tip,uint24 periods,"
        "uint40 until,uint24 window,uint24 grace,uint256 nonce,uint256 deadline)"
    );

    ILicenseManager public immutable LICENSES;
    IRevenueLedger public immutable LEDGER;

    mapping(LicenseId licenseId => Subscription subscription) private _subscriptions;
    mapping(LicenseId licenseId => uint256 count) public nonceOf;

    constructor(ILicenseManager licenses, IRevenueLedger ledger) EIP712("Sahara Subscriptions", "1") {
        LICENSES = licenses;
        LEDGER = ledger;
    }

    /* SUBSCRIBING */

    /// @inheritdoc ISubscriptions
    function subscribe(LicenseId licenseId, Plan calldata plan) external {
        _subscribe(licenseId, msg.sender, LICENSES.transferCountOf(licenseId), plan);
    }

    /// @inheritdoc ISubscriptions
    function subscribeBySignature(SignedPlan calldata signed, bytes calldata signature) external {
        LicenseId licenseId = signed.licenseId;
        require(block.timestamp <= signed.deadline, Subscriptions_Expired(signed.deadline));
        uint32 transferCount = LICENSES.transferCountOf(licenseId);
        uint256 nonce = nonceOf[licenseId];
        require(
            signed.transferCount == transferCount && signed.nonce == nonce,
            Subscriptions_Stale(licenseId, transferCount, nonce)
        );
        // The struct has only static members, in the order of the type string.
        bytes32 digest = _hashTypedDataV4(keccak256(abi.encode(SIGNED_PLAN_TYPEHASH, signed)));
        require(signed.holder.isSignedBy(digest, signature), Subscriptions_InvalidSignature(signed.holder));

        _subscribe(licenseId, signed.holder, transferCount, signed.plan);
    }

    /// @inheritdoc ISubscriptions
    function cancel(LicenseId licenseId) external {
        require(
            _subscriptions[licenseId].holder == msg.sender || LICENSES.licenseOf(licenseId).holder == msg.sender,
            Subscriptions_NotHolder(licenseId, msg.sender)
        );

        delete _subscriptions[licenseId];
        ++nonceOf[licenseId];

        emit SubscriptionCancelled(licenseId, msg.sender);
    }

    /* RENEWING */

    /// @inheritdoc ISubscriptions
    function renew(LicenseId licenseId) external nonReentrant returns (uint40 expiry) {
        Subscription memory s = _subscriptions[licenseId];
        Status status = _statusOf(licenseId, s);
        require(status == Status.READY, Subscriptions_NotRenewableNow(licenseId, status));

        // Not zero, or there would be no subscription.
        uint24 left = s.periods - 1;
        if (left == 0) delete _subscriptions[licenseId];
        else _subscriptions[licenseId].periods = left;

        IERC20(s.token).safeTransferFrom(s.holder, address(this), s.price);
        expiry = LICENSES.renew(licenseId, 1, s.price);
        if (s.tip != 0) IERC20(s.token).safeTransferFrom(s.holder, msg.sender, s.tip);

        emit LicenseRenewed(licenseId, s.holder, msg.sender, s.price, s.tip, expiry, left);
    }

    /* READING */

    /// @inheritdoc ISubscriptions
    function isRenewableNow(LicenseId licenseId) external view returns (bool) {
        return statusOf(licenseId) == Status.READY;
    }

    /// @inheritdoc ISubscriptions
    function statusOf(LicenseId licenseId) public view returns (Status status) {
        status = _statusOf(licenseId, _subscriptions[licenseId]);
        // Left out of a renewal, where the ledger says the same.
        if (status != Status.READY) return status;
        if (LEDGER.accountOf(licenseId.assetOf()).frozen) return Status.ASSET_FROZEN;
        if (block.timestamp < IEntryPause(address(LEDGER)).pausedUntil()) return Status.LEDGER_PAUSED;
    }

    /// @inheritdoc ISubscriptions
    function subscriptionOf(LicenseId licenseId) external view returns (Subscription memory) {
        return _subscriptions[licenseId];
    }

    /* INTERNAL */

    function _subscribe(LicenseId licenseId, address holder, uint32 transferCount, Plan calldata plan) private {
        ILicenseManager.License memory license = LICENSES.licenseOf(licenseId);
        require(license.holder == holder, Subscriptions_NotHolder(licenseId, holder));
        LicenseTerms memory terms = LICENSES.termsOf(license.termsId);
        require(_isRenewable(licenseId, terms.currency), Subscriptions_NotRenewable(licenseId));
        _requireKept(plan, terms);

        ++nonceOf[licenseId];
        _subscriptions[licenseId] = Subscription({
            holder: holder,
            transferCount: transferCount,
            periods: plan.periods,
            until: plan.until,
            token: terms.currency,
            window: plan.window,
            grace: plan.grace,
            price: terms.price,
            tip: plan.tip
        });

        emit Subscribed(licenseId, holder, plan, terms.currency, terms.price);

        _letLicensesSpend(IERC20(terms.currency));
    }

    /// @dev Not everything that terms name as their currency is a token; what the asset accepts is.
    function _isRenewable(LicenseId licenseId, address currency) private view returns (bool) {
        return
            currency != NATIVE &&
            LEDGER.accepts(licenseId.assetOf(), currency) &&
            IERC5643(address(LICENSES)).isRenewable(LicenseId.unwrap(licenseId));
    }

    /// @dev Refuses what could never be kept. A window shorter than a period is what keeps a licence from being renewed
    /// twice in one: a renewal moves its end by a period, and so the next window past the present one.
    function _requireKept(Plan calldata plan, LicenseTerms memory terms) private view {
        _require(plan.periods != 0, PlanFault.PERIODS);
        _require(plan.until > block.timestamp, PlanFault.UNTIL);
        _require(plan.window < terms.duration && (plan.window != 0 || plan.grace != 0), PlanFault.WINDOW);
        _require(terms.price <= plan.maxPrice, PlanFault.PRICE);
    }

    function _require(bool met, PlanFault fault) private pure {
        require(met, Subscriptions_InvalidPlan(fault));
    }

    /// @dev Once for each token. Only what a renewal brings is ever here, and the LicenseManager spends it for nothing
    /// but the licence that is renewed.
    function _letLicensesSpend(IERC20 token) private {
        bool enough = token.allowance(address(this), address(LICENSES)) > type(uint128).max;
        if (!enough) token.forceApprove(address(LICENSES), type(uint256).max);
    }

    function _statusOf(LicenseId licenseId, Subscription memory s) private view returns (Status) {
        if (s.holder == address(0)) return Status.NONE;
        // A licence has the same holder as long as it was not transferred.
        if (s.transferCount != LICENSES.transferCountOf(licenseId)) return Status.TRANSFERRED;
        if (block.timestamp >= s.until) return Status.OVER;
        uint256 expiry = IERC5643(address(LICENSES)).expiresAt(LicenseId.unwrap(licenseId));
        if (block.timestamp + s.window < expiry) return Status.TOO_EARLY;
        // Ended by holder or owner, it has ended at second 1.
        if (block.timestamp > expiry + s.grace) return Status.LAPSED;
        uint256 due = uint256(s.price) + s.tip;
        bool funded =
            IERC20(s.token).balanceOf(s.holder) >= due && IERC20(s.token).allowance(s.holder, address(this)) >= due;
        return funded ? Status.READY : Status.FUNDS_MISSING;
    }
}
