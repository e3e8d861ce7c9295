// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

import {IOperatorRegistry} from "../interfaces/IOperatorRegistry.sol";
import {IUsageMeter} from "../interfaces/IUsageMeter.sol";
import {OfferId} from "../types/OfferId.sol";
import {CallReceipt, Offer, SignedReceipt} from "../types/Usage.sol";
import {UsageHash} from "./UsageHash.sol";

/// @title Receipts of the meter, and whose signature they bear
abstract contract SignedReceipts {
    /// @dev Who signed a receipt.
    /// @param operator Operator of the receipt's offer; zero if nobody published it.
    /// @param key Who signed; zero for a malformed or malleable signature.
    /// @param counts Whether the key was the operator's when the call finished.
    struct Signing {
        bytes32 digest;
        address operator;
        address key;
        bool counts;
    }

    IUsageMeter public immutable METER;
    IOperatorRegistry public immutable OPERATORS;

    /// @dev The meter's domain, read once; it differs only on a chain that has forked off since.
    bytes32 private immutable DOMAIN;
    uint256 private immutable CHAIN_ID;

    constructor(IUsageMeter meter, IOperatorRegistry operators) {
        METER = meter;
        OPERATORS = operators;
        DOMAIN = meter.DOMAIN_SEPARATOR();
        CHAIN_ID = block.chainid;
    }

    function _signingOf(SignedReceipt calldata signed) internal view returns (Signing memory signing) {
        CallReceipt calldata receipt = signed.receipt;
        signing.digest = _digestOf(receipt);
        // Zero for anything but 65 bytes with a low s.
        (signing.key, , ) = ECDSA.tryRecoverCalldata(signing.digest, signed.signature);
        signing.operator = METER.offerOf(receipt.offerId).operator;
        signing.counts = OPERATORS.isKeyAt(signing.operator, signing.key, receipt.finishedAt);
    }

    function _digestOf(CallReceipt calldata receipt) internal view returns (bytes32) {
        return MessageHashUtils.toTypedDataHash(_domain(), UsageHash.callReceipt(receipt));
    }

    function _offerIdOf(Offer calldata offer) internal view returns (OfferId) {
        return OfferId.wrap(MessageHashUtils.toTypedDataHash(_domain(), UsageHash.offer(offer)));
    }

    function _domain() private view returns (bytes32) {
        return block.chainid == CHAIN_ID ? DOMAIN : METER.DOMAIN_SEPARATOR();
    }
}
