// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {
    ALL_USES,
    LicenseTerms,
    RULE_RECIPROCAL,
    RULE_RENEWABLE,
    RULE_TRANSFERABLE,
    USE_ACCESS,
    USE_COMMERCIAL,
    USE_INFER,
    USE_RAG
} from "../types/LicenseTerms.sol";

/// @title Ready-made terms for the common cases
/// @notice Whoever wants other terms registers their own; nothing depends on these. The legal texts are in
/// docs/licenses, and the hashes below are theirs.
contract LicensePresets {
    enum Preset {
        OPEN_USE,
        NON_COMMERCIAL_REMIX,
        COMMERCIAL_USE,
        COMMERCIAL_REMIX,
        CC_BY
    }

    bytes32 private constant OPEN_USE_TEXT = 0xf680ccfc4f9d583b94a36017e480155e2710497f5ca2f849ce7ca14b5ad336df;
    bytes32 private constant NON_COMMERCIAL_REMIX_TEXT =
        0x2d90121dd93ff2abf0c17bd14fadc1fab3ba7ddc7401f33dce148bc3992b560e;
    bytes32 private constant COMMERCIAL_USE_TEXT = 0x852efbebcf3370cdfbf6af4ddd4fd158df5e6abcfd4823fd3475ea5694f8462b;
    bytes32 private constant COMMERCIAL_REMIX_TEXT = 0x1f75778c9a52ff0cec55f02b59e49793e7486b836e01c5d41c38c5a6df1a286c;
    bytes32 private constant CC_BY_TEXT = 0x637a553b19d1c8515ebf000e2ad266dee0b50a657a23836b7b5575d79f1c9ea0;

    /// @notice The terms of a preset. The free presets ignore all three arguments.
    /// @param price Base units of `currency` for one period.
    /// @param currency ERC-20, or the zero address for the native coin.
    /// @param duration Seconds of one period; 0 is perpetual.
    /// @param royaltyBps Share of a derivative's revenue, in basis points; only COMMERCIAL_REMIX has one.
    function termsOf(
        Preset preset,
        uint128 price,
        address currency,
        uint32 duration,
        uint16 royaltyBps
    ) external pure returns (LicenseTerms memory terms) {
        terms.rules = RULE_TRANSFERABLE;
        if (preset == Preset.OPEN_USE) {
            terms.uses = USE_ACCESS | USE_COMMERCIAL | USE_INFER | USE_RAG;
            terms.legalTextHash = OPEN_USE_TEXT;
        } else if (preset == Preset.NON_COMMERCIAL_REMIX) {
            terms.uses = ALL_USES & ~USE_COMMERCIAL;
            terms.rules |= RULE_RECIPROCAL;
            terms.legalTextHash = NON_COMMERCIAL_REMIX_TEXT;
        } else if (preset == Preset.CC_BY) {
            terms.uses = ALL_USES;
            terms.legalTextHash = CC_BY_TEXT;
        } else {
            (terms.price, terms.currency, terms.duration) = (price, price == 0 ? address(0) : currency, duration);
            if (duration != 0) terms.rules |= RULE_RENEWABLE;
            bool remix = preset == Preset.COMMERCIAL_REMIX;
            terms.uses = remix ? ALL_USES : USE_ACCESS | USE_COMMERCIAL | USE_INFER | USE_RAG;
            terms.royaltyBps = remix ? royaltyBps : 0;
            terms.legalTextHash = remix ? COMMERCIAL_REMIX_TEXT : COMMERCIAL_USE_TEXT;
        }
    }
}
