// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccountId} from "./AccountId.sol";
import {AssetId} from "./AssetId.sol";
import {OfferId} from "./OfferId.sol";

/// @dev Depth of the tree of receipts: a lane may hold 2^32 of them.
uint256 constant RECEIPT_TREE_DEPTH = 32;

/// @dev `Offer.attestationPolicy` of a service whose answers are the same on every machine: two operators that answer
/// one request of it differently can't both be right.
bytes32 constant DETERMINISTIC = keccak256("sahara.attestation.deterministic.v1");

/// @notice Who may be paid from an account, in what, and how long a withdrawal takes.
/// @param payer Whose money it is.
/// @param operator The only operator that vouchers of the account pay.
/// @param token ERC-20 of the account; a currency of the ledger.
/// @param withdrawDelay Seconds between the request of a withdrawal and the withdrawal, 15 minutes to 30 days.
/// @param salt Tells several accounts of the same payer and operator apart.
struct AccountTerms {
    address payer;
    address operator;
    address token;
    uint40 withdrawDelay;
    bytes32 salt;
}

/// @notice An immutable, priced service. Its id is its EIP-712 digest, so whoever signs the id signs the split.
/// @param assetId Which asset is served, and earns.
/// @param version Which version of it, from 1.
/// @param operator Who serves and earns.
/// @param token ERC-20 of all amounts; the asset must accept it.
/// @param operatorBps Share of the operator after the protocol's fee, in basis points; the rest is the asset's.
/// @param maxPricePerCall Most that one call may cost.
/// @param creditLimit Most that the operator serves ahead of what a voucher promises; 0: calls are prepaid.
/// @param validFrom Unix time from which vouchers are redeemed.
/// @param validUntil Unix time until which vouchers are redeemed.
/// @param modelHash Hash of the artefact that answers: the content root of the version, or of what it was built to.
/// @param termsHash sha2-256 of the price list and the conditions of service, canonical JSON.
/// @param attestationPolicy How answers can be checked; `DETERMINISTIC`, or zero for no promise.
struct Offer {
    AssetId assetId;
    uint32 version;
    address operator;
    address token;
    uint16 operatorBps;
    uint128 maxPricePerCall;
    uint128 creditLimit;
    uint40 validFrom;
    uint40 validUntil;
    bytes32 modelHash;
    bytes32 termsHash;
    bytes32 attestationPolicy;
}

/// @notice The payer's cumulative promise for one lane. A later voucher of the lane replaces all before it.
/// @param lane Number of an ordered sequence of calls between the account and the offer.
/// @param epoch Epoch of the account; a withdrawal that empties it starts the next.
/// @param seq How many receipts the payer has acknowledged: the leaves under `receiptsRoot`.
/// @param maxCumulative Most that the operator may have taken from the lane in all.
/// @param receiptsRoot Root of the lane's tree of receipts.
/// @param validUntil Unix time after which the voucher is void.
struct UsageVoucher {
    AccountId accountId;
    OfferId offerId;
    uint32 lane;
    uint32 epoch;
    uint64 seq;
    uint128 maxCumulative;
    bytes32 receiptsRoot;
    uint40 validUntil;
}

/// @notice The operator's signed record of one call. Its EIP-712 digest is a leaf of the lane's tree.
/// @param seq Number of the call in its lane, from 1; the leaf stands at index `seq - 1`.
/// @param requestHash keccak256 of the request body as sent.
/// @param responseHash keccak256 of the response body as sent.
/// @param units What was metered: tokens, pixels, bytes, or 1 for a call.
/// @param amount Price of the call.
/// @param cumulative Price of all calls of the lane up to this one.
/// @param startedAt Unix time, like `finishedAt`.
/// @param modelHash What the operator ran.
struct CallReceipt {
    AccountId accountId;
    OfferId offerId;
    uint32 lane;
    uint32 epoch;
    uint64 seq;
    bytes32 requestHash;
    bytes32 responseHash;
    uint64 units;
    uint128 amount;
    uint128 cumulative;
    uint40 startedAt;
    uint40 finishedAt;
    bytes32 modelHash;
}

/// @notice A receipt with the signature of one of its operator's keys.
struct SignedReceipt {
    CallReceipt receipt;
    bytes signature;
}
