// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccountId} from "../types/AccountId.sol";
import {AssetId} from "../types/AssetId.sol";
import {OfferId} from "../types/OfferId.sol";
import {AccountTerms} from "../types/Usage.sol";
import {IOfferBook} from "./IOfferBook.sol";
import {IOperatorRegistry} from "./IOperatorRegistry.sol";
import {IRevenueLedger} from "./IRevenueLedger.sol";

/// @title The meter: thousands of calls, settled by one cumulative promise a lane
/// @notice A payer deposits for an operator and signs vouchers, each naming an immutable offer and with it the split
/// of the money. The operator redeems many at once; each costs the same for one call or a million, and whatever the
/// number of the asset's ancestors. Amounts are base units of the token; rates are basis points.
/// @dev Only currencies of the ledger, without the native coin. What a redemption takes is split lazily: a cumulative
/// sum an offer, of which fee, operator and asset have cumulative floors, so that no base unit is lost.
interface IUsageMeter {
    /// @notice What became of one item of a batch. Only SETTLED and PARTIAL moved money.
    enum RedeemStatus {
        SETTLED,
        /// Paid in part: account, session or free stake of the operator did not reach further. The rest stays
        /// redeemable.
        PARTIAL,
        UNKNOWN_OFFER,
        /// Before `validFrom` or after `validUntil` of the offer.
        OFFER_NOT_LIVE,
        /// The account is in another epoch than the voucher.
        STALE_EPOCH,
        /// After `validUntil` of the voucher.
        EXPIRED,
        /// The lane has paid as much already, or has seen a later voucher.
        NOTHING_NEW,
        /// The claim is above the voucher's `maxCumulative`.
        OVER_CEILING,
        /// Neither the payer nor a live session key of the account has signed.
        BAD_SIGNATURE,
        /// The session key has spent all of its cap.
        SESSION_SPENT,
        NO_FUNDS,
        /// The operator has no free stake left to lock.
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

    /// @notice What the chain keeps of an offer, in two slots: all that a voucher of it needs. The offer's id commits
    /// to the rest, so that whoever needs more brings the struct and is checked against the id.
    /// @param assetId Ids stay below 2^40.
    /// @param feeBps The protocol's fee on usage, fixed when the offer was published.
    struct OfferState {
        address operator;
        uint40 assetId;
        uint16 operatorBps;
        uint16 feeBps;
        address token;
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

    /// @notice `amount` came from `from` into the account of `terms`.
    event Deposited(
        AccountId indexed accountId,
        address indexed payer,
        address indexed operator,
        AccountTerms terms,
        address from,
        uint256 amount
    );
    /// @notice `thawing` of the account may be withdrawn from `thawEnd` on; both are 0 after a cancellation.
    event WithdrawalRequested(AccountId indexed accountId, uint256 thawing, uint40 thawEnd);
    /// @notice `amount` went to `to`; `epoch` is that of the account from now on.
    event Withdrawn(AccountId indexed accountId, address indexed to, uint256 amount, uint24 epoch);
    /// @notice The operator gave up its claim to `amount`, which went back to the payer at once.
    event Refunded(AccountId indexed accountId, uint256 amount, uint24 epoch);
    /// @notice The key signs for the account until `endsAt`, up to `cap` in all.
    event SessionOpened(AccountId indexed accountId, address indexed key, uint96 cap, uint40 endsAt);
    /// @notice The session ends at `endsAt`, earlier than it was opened for.
    event SessionEnding(AccountId indexed accountId, address indexed key, uint40 endsAt);
    /// @notice What `account` signed under `nonce` is used, or void.
    event NonceUsed(address indexed account, uint256 nonce);
    /// @notice `amount` of the account went to the offer; `redeemed` is what the lane has paid in all. `key` is the
    /// session key that signed, or zero if the payer did.
    event UsageSettled(
        OfferId indexed offerId,
        AccountId indexed accountId,
        AssetId indexed assetId,
        uint32 lane,
        uint32 epoch,
        uint64 seq,
        uint128 amount,
        uint128 redeemed,
        bytes32 receiptsRoot,
        address key
    );
    /// @notice An item of a batch changed nothing. `accountId` is zero where the offer is unknown.
    event RedemptionRefused(OfferId indexed offerId, AccountId indexed accountId, uint32 lane, RedeemStatus status);
    /// @notice `amount` came in without a voucher, through `payer`, such as the offer's receiver.
    event OfferCredited(OfferId indexed offerId, AssetId indexed assetId, address indexed payer, uint256 amount);
    /// @notice The root of `seq` receipts of calls that were paid directly.
    event ReceiptsPosted(OfferId indexed offerId, uint32 indexed lane, uint64 seq, bytes32 receiptsRoot);
    /// @notice The shares of fee and asset in the offer's income up to `upTo` are in the ledger.
    event RevenuePassed(OfferId indexed offerId, AssetId indexed assetId, uint256 toAsset, uint256 fee, uint128 upTo);
    /// @notice The operator's share in the offer's income up to `upTo` went to `to`.
    event EarningsWithdrawn(
        OfferId indexed offerId,
        address indexed operator,
        address to,
        uint256 amount,
        uint128 upTo
    );

    /* ERRORS */

    /// @notice Thrown when the offer names another operator than the caller.
    error UsageMeter_NotOperator(address caller, address operator);
    /// @notice Thrown when the token is no currency of the ledger, or the native coin.
    error UsageMeter_CurrencyNotAccepted(address token);
    /// @notice Thrown when nobody published the offer.
    error UsageMeter_UnknownOffer(OfferId offerId);
    /// @notice Thrown when the offer takes no income now.
    error UsageMeter_OfferNotLive(OfferId offerId);
    /// @notice Thrown when the caller is neither the offer's operator nor one of its keys.
    error UsageMeter_NotOperatorNorKey(OfferId offerId, address caller);
    /// @notice Thrown when a signature is not of `signer`.
    error UsageMeter_InvalidSignature(address signer);
    /// @notice Thrown when what was signed is void by now.
    error UsageMeter_Expired(uint40 deadline);
    /// @notice Thrown when `account` has used or voided the nonce.
    error UsageMeter_NonceUsed(address account, uint256 nonce);
    /// @notice Thrown when the delay of an account's withdrawals is outside `[min, max]`.
    error UsageMeter_DelayOutOfBounds(uint40 delay, uint40 min, uint40 max);
    /// @notice Thrown when an address is zero that must not be.
    error UsageMeter_ZeroAccount();
    /// @notice Thrown when nothing would move, or nothing arrived.
    error UsageMeter_ZeroAmount();
    /// @notice Thrown when more arrived than an account or an offer can count.
    error UsageMeter_AmountTooHigh(uint256 amount, uint256 max);
    /// @notice Thrown when the account holds less.
    error UsageMeter_BalanceTooLow(AccountId accountId, uint256 amount, uint256 balance);
    /// @notice Thrown when the caller is not the account's payer.
    error UsageMeter_NotPayer(address caller, address payer);
    /// @notice Thrown when nothing of the account is thawing.
    error UsageMeter_NothingThawing(AccountId accountId);
    /// @notice Thrown when the withdrawal has to wait until `thawEnd`.
    error UsageMeter_StillThawing(AccountId accountId, uint40 thawEnd);
    /// @notice Thrown when a session names another account than the terms.
    error UsageMeter_WrongAccount(AccountId given, AccountId expected);
    /// @notice Thrown when the key had a session with the account before.
    error UsageMeter_SessionExists(AccountId accountId, address key);
    /// @notice Thrown when the key never had a session with the account, or one that ends as early.
    error UsageMeter_NoSession(AccountId accountId, address key);
    /// @notice Thrown when the lane has as many receipts already.
    error UsageMeter_SequenceNotNew(uint64 seq, uint64 latest);
    /// @notice Thrown when earnings of several tokens would be withdrawn together.
    error UsageMeter_TokensDiffer(OfferId offerId, address token, address expected);
    /// @notice Thrown when anyone but the ledger asks for money.
    error UsageMeter_NotLedger(address caller);
    /// @notice Thrown when anyone but the book of offers brings one.
    error UsageMeter_NotOfferBook(address caller);
    /// @notice Thrown when an account without code would be called back.
    error UsageMeter_CallerWithoutCode(address caller);

    /* ACCOUNTS */

    /// @notice Deposits `amount` from the caller's allowance into the account of `terms`, which opens with it.
    /// @dev What arrives counts. An account holds less than 2^96 base units.
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
    /// @dev Its nonce is `authorizationNonce(accountId, salt)`, so the money can reach this account alone.
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

    /// @notice Pays `amount` back to the payer at once, since the operator agrees: by being the caller, or by its
    /// EIP-712 signature of `Refund(bytes32 accountId,uint96 amount,uint256 nonce,uint40 deadline)`.
    /// @dev What is thawing shrinks with the balance; its timer stays. Emptying the account starts a new epoch. When
    /// the operator calls, nonce, deadline and signature count for nothing.
    function refund(
        AccountTerms calldata terms,
        uint96 amount,
        uint256 nonce,
        uint40 deadline,
        bytes calldata operatorSignature
    ) external;

    /// @notice Lets a key sign vouchers up to `cap` in all. The payer calls, or its signature is relayed. A key has
    /// one session an account: a second one could cut short what the first has signed.
    function openSession(
        AccountTerms calldata terms,
        SessionKey calldata session,
        bytes calldata payerSignature,
        bytes calldata keySignature
    ) external;

    /// @notice Ends a session after the account's withdrawal delay, so that what is signed can be collected. Payer
    /// only.
    function closeSession(AccountTerms calldata terms, address key) external;

    /// @notice Voids what the caller signed under a nonce and nobody has used: a session or a refund.
    function cancelNonce(uint256 nonce) external;

    /* REDEEMING */

    /// @notice Redeems vouchers. A bad item changes nothing and does not touch the others. Anyone may call.
    /// @dev Items of the same operator and token should stand together: stake is locked once for each run of them.
    function redeem(Redemption[] calldata items) external returns (RedeemStatus[] memory statuses);

    /// @notice Credits what the calling contract brings when it is asked for `amount`: for the offers' receivers.
    /// @dev Calls back `IPaymentSource.onCollect` on the caller, and counts what arrived, like the ledger's `collect`.
    /// Named so that its selector is among the first, which are tried first.
    function payIn(OfferId offerId, uint256 amount, address payer) external returns (uint256 received);

    /// @notice Keeps an offer that was published, or its new end. Only the book of offers, which checks it and tells of
    /// it.
    function keepOffer(OfferId offerId, OfferState calldata offer) external;

    /// @notice Posts the receipts of calls that were paid directly. Only the operator or one of its keys; `seq`
    /// grows.
    function postReceipts(OfferId offerId, uint32 lane, uint64 seq, bytes32 receiptsRoot) external;

    /// @notice Passes the shares of asset and fee to the ledger. Anyone may call.
    /// @dev Reverts if the ledger refuses the payment, as it does for a frozen asset; nothing is lost by that.
    function passRevenue(OfferId[] calldata offerIds) external;

    /// @notice Pays the caller its shares as operator of the offers, all of one token, to `to`.
    function withdrawEarnings(OfferId[] calldata offerIds, address to) external returns (uint256 amount);

    /* READING */

    /// @notice Where the shares of assets and protocol go.
    function LEDGER() external view returns (IRevenueLedger);

    /// @notice Whose stake stands behind the offers.
    function OPERATORS() external view returns (IOperatorRegistry);

    /// @notice Where offers are published.
    function OFFERS() external view returns (IOfferBook);

    /// @notice Id of the account of these terms, whether it was opened or not.
    function accountIdOf(AccountTerms calldata terms) external view returns (AccountId);

    /// @notice Balance and epoch of an account.
    function accountOf(AccountId accountId) external view returns (PayerAccount memory);

    /// @notice All zero if the key never had a session with the account.
    function sessionOf(AccountId accountId, address key) external view returns (Session memory);

    /// @notice Whether what `account` signs under the nonce can't be used any more.
    function isNonceUsed(address account, uint256 nonce) external view returns (bool);

    /// @notice All zero if nobody published the offer.
    function offerOf(OfferId offerId) external view returns (OfferState memory);

    /// @notice What a lane has paid, and its latest root. Direct calls have account 0 and epoch 0.
    function laneOf(
        AccountId accountId,
        OfferId offerId,
        uint32 lane,
        uint32 epoch
    ) external view returns (Lane memory);

    /// @notice The income of an offer.
    function earningsOf(OfferId offerId) external view returns (Earnings memory);

    /// @notice The ERC-3009 nonce of a deposit by authorization.
    function authorizationNonce(AccountId accountId, bytes32 salt) external pure returns (bytes32);

    /// @notice The EIP-712 domain separator of vouchers, receipts, offers and accounts.
    function DOMAIN_SEPARATOR() external view returns (bytes32);
}
