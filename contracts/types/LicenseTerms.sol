// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @dev The uses a licence can grant, as a bit set. A licence covers its asset and what is derived from it.
uint16 constant USE_ACCESS = 1 << 0;
uint16 constant USE_COMMERCIAL = 1 << 1;
uint16 constant USE_DERIVATIVE = 1 << 2;
uint16 constant USE_TRAIN = 1 << 3;
uint16 constant USE_FINETUNE = 1 << 4;
uint16 constant USE_INFER = 1 << 5;
uint16 constant USE_RAG = 1 << 6;
uint16 constant USE_REDISTRIBUTE = 1 << 7;
uint16 constant ALL_USES = (1 << 8) - 1;

/// @dev The rules of a licence, as a bit set.
uint8 constant RULE_TRANSFERABLE = 1 << 0;
uint8 constant RULE_EXCLUSIVE = 1 << 1;
uint8 constant RULE_APPROVAL_REQUIRED = 1 << 2;
uint8 constant RULE_RECIPROCAL = 1 << 3;
uint8 constant RULE_REVOCABLE = 1 << 4;
uint8 constant RULE_RENEWABLE = 1 << 5;
uint8 constant ALL_RULES = (1 << 6) - 1;

/// @dev Most seats a licence may have, so that looking through them stays bounded.
uint16 constant MAX_SEATS = 256;

/// @notice Immutable terms, addressed by the hash of exactly what is stored.
/// @param price Base units of `currency` for one period.
/// @param duration Seconds of one period; 0 is perpetual.
/// @param quota Metered uses in one period, a registered derivative counting one; 0 is without limit.
/// @param seats Accounts that the holder may let use the licence beside itself.
/// @param uses Bit set of USE_ flags.
/// @param royaltyBps Share of a derivative's revenue owed to this asset, in basis points.
/// @param rules Bit set of RULE_ flags.
/// @param currency ERC-20 of `price` and `revenueCeiling`; the zero address is the native coin.
/// @param revenueCeiling Revenue a derivative may take before payments to it stop; 0 is without limit.
/// @param legalTextHash sha2-256 of the legal text, which is the digest of its raw CIDv1.
struct LicenseTerms {
    uint128 price;
    uint32 duration;
    uint24 quota;
    uint16 seats;
    uint16 uses;
    uint16 royaltyBps;
    uint8 rules;
    address currency;
    uint128 revenueCeiling;
    bytes32 legalTextHash;
}
