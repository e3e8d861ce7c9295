// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccountId} from "../types/AccountId.sol";
import {AssetId} from "../types/AssetId.sol";
import {OfferId} from "../types/OfferId.sol";
import {AccountTerms, Offer} from "../types/Usage.sol";

/// @title The meter: thousands of calls, settled by one cumulative promise a lane
/// @notice A payer deposits for an operator and signs vouchers, each naming an immutable offer and with it the split of
/// the money. The operator redeems many at once; each costs the same for one call or a million, and whatever the number
/// of the asset's ancestors. Amounts are base units of the token; rates are basis points.
/// @dev Only currencies of the ledger, without the native coin. What a redemption takes is split lazily: a cumulative
/// sum an offer, of which fee, operator and asset have cumulative floors, so that no base unit is lost.
interface IUsageMeter {
    /// @notice What became of one item of a batch. Only SETTLED and PARTIAL moved money.
    enum RedeemStatus {
        SETTLED,
        /// Paid in part: the account or the operator's free stake did not reach further. The rest stays redeemable.
        PARTIAL,
        UNKNOWN_OFFER,
        OFFER_NOT_LIVE,
        STALE_EPOCH,
        EXPIRED,
        NOTHING_NEW,
        OVER_CEILING,
        BAD_SIGNATURE,
        SESSION_SPENT,
        NO_FUNDS,
        NO_STAKE
    }

    /// @notice One voucher to redeem. With the offer's operator and token the first three name the account.
    /// @param claim What the lane has cost in all, at most `maxCumulative`.
    /// @param signature The payer's or a session key's, 65 bytes; otherwise what the payer's ERC-1271 takes.
    struct Redemption {
        address payer;
        uint40 withdrawDelay;
        bytes32 salt;
        OfferId offerId;
        uint32 lane;
        uint32 epoch;
        uint64 seq;
        uint128 maxCumulative;
        bytes32 receiptsRoot;
        uint40 validUntil;
        uint128 claim;
        bytes signature;
    }

    /// @notice A payer account.
    /// @param thawing The part of `balance` whose withdrawal was requested.
    /// @param thawEnd Unix time from which it may be withdrawn.
    struct PayerAccount {
        uint96 balance;
        uint96 thawing;
        uint40 thawEnd;
        uint24 epoch;
    }

    /// @notice What the chain keeps of one lane.
    struct Lane {
        uint128 redeemed;
        uint64 seq;
        bytes32 receiptsRoot;
    }

    /// @notice What the chain keeps of an offer.
    /// @param feeBps The protocol's fee on usage, fixed when the offer was published.
    struct OfferState {
        AssetId assetId;
        address operator;
        address token;
        uint16 operatorBps;
        uint16 feeBps;
        uint40 validFrom;
        uint40 validUntil;
    }

    /// @notice The income of an offer. Fee, operator and asset have shares of `gross`.
    /// @param passed The part of `gross` whose fee and asset share reached the ledger.
    /// @param withdrawn The part of `gross` whose operator share was withdrawn.
    struct Earnings {
        uint128 gross;
        uint128 passed;
        uint128 withdrawn;
    }

    /// @notice A key that signs vouchers for a payer.
    struct Session {
        uint96 cap;
        uint96 spent;
        uint40 endsAt;
    }

    /// @notice A grant to a session key, as signed by the payer; the key signs it too, which proves its possession.
    struct SessionKey {
        AccountId accountId;
        address key;
        uint96 cap;
        uint40 validUntil;
        uint256 nonce;
    }

    /* EVENTS */

    event OfferPublished(
        OfferId indexed offerId,
        AssetId indexed assetId,
        address indexed operator,
        Offer offer,
        uint16 feeBps
    );
    /// @notice The offer ends at `validUntil`, earlier than it was published with.
    event OfferClosing(OfferId indexed offerId, uint40 validUntil);
    event Deposited(
        AccountId indexed accountId,
        address indexed payer,
        address indexed operator,
        AccountTerms terms,
        address from,
        uint256 amount
    );
    event WithdrawalRequested(AccountId indexed accountId, uint256 thawing, uint40 thawEnd);
    /// @notice `epoch` is that of the account from now on.
    event Withdrawn(AccountId indexed accountId, address indexed to, uint256 amount, uint24 epoch);
    /// @notice The operator gave up its claim to `amount`, which went back to the payer at once.
    event Refunded(AccountId indexed accountId, uint256 amount, uint24 epoch);
    event SessionOpened(AccountId indexed accountId, address indexed key, uint96 cap, uint40 endsAt);
    event SessionEnding(AccountId indexed accountId, address indexed key, uint40 endsAt);
    /// @notice `amount` of the account went to the offer; `redeemed` is what the lane has paid in all.
    event UsageSettled(
        OfferId indexed offerId,
        AccountId indexed accountId,
        AssetId indexed assetId,
        uint32 lane,
        uint32 epoch,
        uint64 seq,
        uint128 amount,
        uint128 redeemed,
        bytes32 receiptsRoot
    );
    event RedemptionRefused(OfferId indexed offerId, AccountId indexed accountId, uint32 lane, RedeemStatus status);
    /// @notice `amount` came in without a voucher, through `payer`, such as the offer's receiver.
    event OfferCredited(OfferId indexed offerId, AssetId indexed assetId, address indexed payer, uint256 amount);
    event ReceiptsPosted(OfferId indexed offerId, uint32 indexed lane, uint64 seq, bytes32 receiptsRoot);
    /// @notice The shares of fee and asset in the offer's income up to `upTo` are in the ledger.
    event RevenuePassed(OfferId indexed offerId, AssetId indexed assetId, uint256 toAsset, uint256 fee, uint128 upTo);
    event EarningsWithdrawn(
        OfferId indexed offerId,
        address indexed operator,
        address to,
        uint256 amount,
        uint128 upTo
    );

    /* OFFERS */

    /// @notice Publishes an offer. The caller must be its operator, with enough stake; the asset's owner consents by its
    /// EIP-712 signature of the `Offer`, or is the operator.
    function publishOffer(Offer calldata offer, bytes calldata ownerSignature) external returns (OfferId);

    /// @notice Lets an offer end in 7 days, so that vouchers can still be redeemed. Its operator or the asset's owner.
    function closeOffer(OfferId offerId) external;

    /* ACCOUNTS */

    /// @notice Deposits `amount` from the caller's allowance into the account of `terms`, which opens with it.
    function deposit(AccountTerms calldata terms, uint256 amount) external returns (AccountId);

    /// @notice Deposits with an ERC-2612 permit of the caller; a permit that somebody used before is no obstacle.
    function depositWithPermit(
        AccountTerms calldata terms,
        uint256 amount,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external returns (AccountId);

    /// @notice Deposits with an ERC-3009 authorization of the payer to this contract, sent by anyone.
    /// @dev Its nonce is keccak256(abi.encode(accountId, salt)), so the money can reach this account alone.
    function depositWithAuthorization(
        AccountTerms calldata terms,
        uint256 amount,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 salt,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external returns (AccountId);

    /// @notice Sets how much is to be withdrawn. More restarts the delay, less keeps it, 0 cancels. Only the payer.
    function requestWithdrawal(AccountTerms calldata terms, uint96 amount) external returns (uint40 thawEnd);

    /// @notice Pays what has thawed and is still there to `to`. Only the payer.
    /// @dev A withdrawal that empties the account starts a new epoch: vouchers of the old one are void.
    function withdraw(AccountTerms calldata terms, address to) external returns (uint256 amount);

    /// @notice Pays `amount` back to the payer at once, since the operator agrees: by being the caller, or by its EIP-712
    /// signature of `Refund(bytes32 accountId,uint96 amount,uint256 nonce,uint40 deadline)`.
    /// @dev What is thawing shrinks with the balance; its timer stays. Emptying the account starts a new epoch.
    function refund(
        AccountTerms calldata terms,
        uint96 amount,
        uint256 nonce,
        uint40 deadline,
        bytes calldata operatorSignature
    ) external;

    /// @notice Lets a key sign vouchers up to `cap` in all. The payer calls, or its signature is relayed.
    function openSession(
        AccountTerms calldata terms,
        SessionKey calldata session,
        bytes calldata payerSignature,
        bytes calldata keySignature
    ) external;

    /// @notice Ends a session after the account's withdrawal delay, so that what is signed can be collected. Payer only.
    function closeSession(AccountTerms calldata terms, address key) external;

    /* REDEEMING */

    /// @notice Redeems vouchers. A bad item changes nothing and does not touch the others. Anyone may call.
    function redeem(Redemption[] calldata items) external returns (RedeemStatus[] memory statuses);

    /// @notice Credits `amount` that the calling contract brings: for the offer's receiver and for jobs.
    /// @dev Calls back `IPaymentSource.onCollect` on the caller, and counts what arrived, like the ledger's `collect`.
    function credit(OfferId offerId, uint256 amount, address payer) external returns (uint256 received);

    /// @notice Posts the receipts of calls that were paid directly. Only the operator or one of its keys; `seq` grows.
    function postReceipts(OfferId offerId, uint32 lane, uint64 seq, bytes32 receiptsRoot) external;

    /// @notice Passes the shares of asset and fee to the ledger. Anyone may call.
    function passRevenue(OfferId[] calldata offerIds) external;

    /// @notice Pays the caller its shares as operator of the offers, all of one token, to `to`.
    function withdrawEarnings(OfferId[] calldata offerIds, address to) external returns (uint256 amount);

    /* READING */

    function accountIdOf(AccountTerms calldata terms) external view returns (AccountId);

    function offerIdOf(Offer calldata offer) external view returns (OfferId);

    function accountOf(AccountId accountId) external view returns (PayerAccount memory);

    function sessionOf(AccountId accountId, address key) external view returns (Session memory);

    /// @notice All zero if nobody published the offer.
    function offerOf(OfferId offerId) external view returns (OfferState memory);

    function laneOf(
        AccountId accountId,
        OfferId offerId,
        uint32 lane,
        uint32 epoch
    ) external view returns (Lane memory);

    function earningsOf(OfferId offerId) external view returns (Earnings memory);

    /// @notice The EIP-712 domain separator of vouchers, receipts, offers and accounts.
    // solhint-disable-next-line func-name-mixedcase
    function DOMAIN_SEPARATOR() external view returns (bytes32);
}
