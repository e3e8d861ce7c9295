// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IUsageMeter} from "../interfaces/IUsageMeter.sol";
import {AccountId} from "../types/AccountId.sol";
import {AccountTerms, CallReceipt, Offer, UsageVoucher} from "../types/Usage.sol";

/// @title EIP-712 struct hashes of everything that is signed under the meter's domain
/// @dev Each type string lists the members in the order of the Solidity struct. All members are of one word, so the ABI
/// encoding of a struct is the one of EIP-712. Compared with ethers' TypedDataEncoder in the tests.
library UsageHash {
    bytes32 private constant ACCOUNT_TERMS_TYPEHASH = keccak256(
        "AccountTerms(address payer,address operator,address token,uint40 withdrawDelay,bytes32 salt)"
    );
    bytes32 private constant OFFER_TYPEHASH = keccak256(
        "Offer(uint256 assetId,uint32 version,address operator,address token,uint16 operatorBps,"
        "uint128 maxPricePerCall,uint128 creditLimit,uint40 validFrom,uint40 validUntil,bytes32 modelHash,"
        "bytes32 termsHash,bytes32 attestationPolicy)"
    );
    bytes32 private constant USAGE_VOUCHER_TYPEHASH = keccak256(
        "UsageVoucher(bytes32 accountId,bytes32 offerId,uint32 lane,uint32 epoch,uint64 seq,uint128 maxCumulative,"
        "bytes32 receiptsRoot,uint40 validUntil)"
    );
    bytes32 private constant CALL_RECEIPT_TYPEHASH = keccak256(
        "CallReceipt(bytes32 accountId,bytes32 offerId,uint32 lane,uint32 epoch,uint64 seq,bytes32 requestHash,"
        "bytes32 responseHash,uint64 units,uint128 amount,uint128 cumulative,uint40 startedAt,uint40 finishedAt,"
        "bytes32 modelHash)"
    );
    bytes32 private constant SESSION_KEY_TYPEHASH = keccak256(
        "SessionKey(bytes32 accountId,address key,uint96 cap,uint40 validUntil,uint256 nonce)"
    );
    bytes32 private constant REFUND_TYPEHASH = keccak256(
        "Refund(bytes32 accountId,uint96 amount,uint256 nonce,uint40 deadline)"
    );

    /// @notice The struct hash of `AccountTerms`.
    function accountTerms(AccountTerms memory terms) internal pure returns (bytes32) {
        return keccak256(abi.encode(ACCOUNT_TERMS_TYPEHASH, terms));
    }

    /// @notice The struct hash of `Offer`.
    function offer(Offer calldata offered) internal pure returns (bytes32) {
        return keccak256(abi.encode(OFFER_TYPEHASH, offered));
    }

    /// @notice The struct hash of `UsageVoucher`.
    function usageVoucher(UsageVoucher memory voucher) internal pure returns (bytes32) {
        return keccak256(abi.encode(USAGE_VOUCHER_TYPEHASH, voucher));
    }

    /// @notice The struct hash of `CallReceipt`.
    function callReceipt(CallReceipt calldata receipt) internal pure returns (bytes32) {
        return keccak256(abi.encode(CALL_RECEIPT_TYPEHASH, receipt));
    }

    /// @notice The struct hash of `SessionKey`.
    function sessionKey(IUsageMeter.SessionKey memory session) internal pure returns (bytes32) {
        return keccak256(abi.encode(SESSION_KEY_TYPEHASH, session));
    }

    /// @notice The struct hash of `Refund`.
    function refund(
        AccountId accountId,
        uint96 amount,
        uint256 nonce,
        uint40 deadline
    ) internal pure returns (bytes32) {
        return keccak256(abi.encode(REFUND_TYPEHASH, accountId, amount, nonce, deadline));
    }
}
