// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {LicenseId} from "../types/LicenseId.sol";

/// @title Subscriptions: licences that keepers renew with their holders' money
/// @notice A holder says once how often, until when and at what price its licence is renewed. From then on anyone does
/// so when its time has come: the price and a tip for the keeper come out of the holder's allowance to this contract.
/// @dev A subscription counts one transfer of the licence as its end. Only licences whose price is in a token can be
/// renewed here; the native coin can't be pulled. Warning: a token that takes a fee on transfer fails at the renewal,
/// and no court refunds a renewal (DSP-8): cancel when the asset is in dispute.
interface ISubscriptions {
    /// @notice What a holder agrees to.
    /// @param maxPrice Most that one period may cost, in base units of the licence's currency.
    /// @param tip What the keeper gets for each renewal, in the same currency.
    /// @param periods How many renewals; one period each.
    /// @param until Unix time from which nothing is renewed.
    /// @param window Seconds before the licence's end from which it is renewed; shorter than a period.
    /// @param grace Seconds after the licence's end until which it is renewed.
    struct Plan {
        uint128 maxPrice;
        uint80 tip;
        uint24 periods;
        uint40 until;
        uint24 window;
        uint24 grace;
    }

    /// @notice A plan in force: three slots.
    /// @param transferCount How often the licence had changed hands when its holder subscribed.
    /// @param periods How many renewals are left.
    /// @param price What one period costs; terms never change.
    struct Subscription {
        address holder;
        uint32 transferCount;
        uint24 periods;
        uint40 until;
        address token;
        uint24 window;
        uint24 grace;
        uint128 price;
        uint80 tip;
    }

    /// @notice A plan that a holder signed. EIP-712 domain "Sahara Subscriptions", version "1"; `SignedPlan(uint256
    /// licenseId,address holder,uint32 transferCount,uint128 maxPrice,uint80 tip,uint24 periods,uint40 until,uint24
    /// window,uint24 grace,uint256 nonce,uint256 deadline)`, without line breaks.
    /// @param transferCount What LicenseManager says of the licence; a transfer voids the signature.
    /// @param nonce `nonceOf(licenseId)`.
    struct SignedPlan {
        LicenseId licenseId;
        address holder;
        uint32 transferCount;
        Plan plan;
        uint256 nonce;
        uint256 deadline;
    }

    /// @notice Which part of a plan can't be kept.
    enum PlanFault {
        /// No renewals.
        PERIODS,
        /// Over already.
        UNTIL,
        /// As long as a period or longer, so that a licence could be renewed twice for the same time; or no second at
        /// which a renewal would be possible.
        WINDOW,
        /// Below the price of the licence's terms.
        PRICE
    }

    /// @notice Why a licence can't be renewed now, or that it can.
    enum Status {
        READY,
        /// Nobody subscribed, or it was cancelled or used up.
        NONE,
        /// The licence has changed hands since.
        TRANSFERRED,
        /// The time that the holder set is over.
        OVER,
        /// Its end is farther off than the window.
        TOO_EARLY,
        /// It ended longer ago than the grace period, or was ended by holder or owner.
        LAPSED,
        /// Balance or allowance of the holder is below price and tip.
        FUNDS_MISSING,
        /// The asset is in a dispute.
        ASSET_FROZEN,
        /// The ledger takes no payments for now.
        LEDGER_PAUSED
    }

    /* EVENTS */

    /// @notice The holder wants its licence renewed; what it said before is replaced.
    event Subscribed(LicenseId indexed licenseId, address indexed holder, Plan plan, address token, uint128 price);
    /// @notice The licence now ends at `expiry`; `periodsLeft` renewals are left.
    event LicenseRenewed(
        LicenseId indexed licenseId,
        address indexed holder,
        address indexed keeper,
        uint256 price,
        uint256 tip,
        uint40 expiry,
        uint24 periodsLeft
    );
    /// @notice The licence is not renewed any more, and what its holder signed before is void.
    event SubscriptionCancelled(LicenseId indexed licenseId, address indexed by);

    /* ERRORS */

    error Subscriptions_NotHolder(LicenseId licenseId, address account);
    /// @notice Thrown when the terms allow no renewal, or their price is not in a token.
    error Subscriptions_NotRenewable(LicenseId licenseId);
    error Subscriptions_InvalidPlan(PlanFault fault);
    /// @notice Thrown when a keeper comes at the wrong time or for nothing.
    error Subscriptions_NotRenewableNow(LicenseId licenseId, Status status);
    error Subscriptions_Expired(uint256 deadline);
    error Subscriptions_InvalidSignature(address holder);
    /// @notice Thrown when the plan was signed for another state of the licence or of its subscription.
    error Subscriptions_Stale(LicenseId licenseId, uint32 transferCount, uint256 nonce);

    /* SUBSCRIBING */

    /// @notice Has the caller's licence renewed under `plan`. Only the licence's holder.
    function subscribe(LicenseId licenseId, Plan calldata plan) external;

    /// @notice The same with the holder's signature; anyone may bring it, once.
    function subscribeBySignature(SignedPlan calldata signed, bytes calldata signature) external;

    /// @notice Ends the subscription, and voids what was signed for the licence. The subscriber, or the present holder.
    function cancel(LicenseId licenseId) external;

    /* RENEWING */

    /// @notice Renews a licence by one period and pays the caller its tip. Anyone may call.
    function renew(LicenseId licenseId) external returns (uint40 expiry);

    /* READING */

    /// @notice Whether `renew` would find everything in place now.
    /// @dev What the LicenseManager alone knows shows when `renew` is simulated: a licence of a parent that ends
    /// earlier, an exclusive licence that was sold meanwhile, a quota that would overflow.
    function isRenewableNow(LicenseId licenseId) external view returns (bool);

    /// @notice Why, or why not.
    function statusOf(LicenseId licenseId) external view returns (Status);

    /// @notice All zero if there is none.
    function subscriptionOf(LicenseId licenseId) external view returns (Subscription memory);

    /// @notice How often a subscription of the licence was made or cancelled.
    function nonceOf(LicenseId licenseId) external view returns (uint256);
}
