// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ILicenseManager} from "../interfaces/ILicenseManager.sol";
import {
    ALL_RULES,
    ALL_USES,
    LicenseTerms,
    MAX_SEATS,
    RULE_RECIPROCAL,
    RULE_RENEWABLE,
    USE_DERIVATIVE
} from "../types/LicenseTerms.sol";
import {MAX_ROYALTY_BPS} from "../types/Revenue.sol";
import {TermsId} from "../types/TermsId.sol";

/// @title Every set of terms ever registered, by content address
/// @dev Licences hold the 32-bit index of their terms, because a licence has 96 bits beside its owner. Terms never
/// change, so the index stands for the content address for ever.
abstract contract TermsCatalog is ILicenseManager {
    uint32 private _termsCount;
    mapping(uint32 index => LicenseTerms terms) internal _terms;
    mapping(uint32 index => TermsId termsId) internal _termsIds;
    mapping(TermsId termsId => uint32 index) private _indexes;

    /// @inheritdoc ILicenseManager
    function registerTerms(LicenseTerms memory terms) external returns (TermsId termsId) {
        termsId = TermsId.wrap(keccak256(abi.encode(terms)));
        if (_indexes[termsId] != 0) return termsId;
        _requireValid(terms);

        uint32 index = ++_termsCount;
        _terms[index] = terms;
        _termsIds[index] = termsId;
        _indexes[termsId] = index;

        emit TermsRegistered(termsId, index, terms);
    }

    /// @inheritdoc ILicenseManager
    function termsOf(TermsId termsId) external view returns (LicenseTerms memory) {
        return _terms[_indexOf(termsId)];
    }

    function _indexOf(TermsId termsId) internal view returns (uint32 index) {
        index = _indexes[termsId];
        require(index != 0, LicenseManager_UnknownTerms(termsId));
    }

    /// @dev Refuses terms that contradict themselves: each field must be able to take effect.
    function _requireValid(LicenseTerms memory t) private pure {
        bool derivable = t.uses & USE_DERIVATIVE != 0;
        bool priced = t.price != 0 || t.revenueCeiling != 0;
        _require(t.uses != 0 && t.uses <= ALL_USES, TermsFault.USES);
        _require(t.rules <= ALL_RULES && (derivable || t.rules & RULE_RECIPROCAL == 0), TermsFault.RULES);
        _require(t.seats <= MAX_SEATS, TermsFault.SEATS);
        _require(t.royaltyBps <= MAX_ROYALTY_BPS && (derivable || t.royaltyBps == 0), TermsFault.ROYALTY);
        _require(derivable || t.revenueCeiling == 0, TermsFault.CEILING);
        _require(priced || t.currency == address(0), TermsFault.CURRENCY);
        _require(t.duration != 0 || t.rules & RULE_RENEWABLE == 0, TermsFault.DURATION);
    }

    function _require(bool met, TermsFault fault) private pure {
        require(met, LicenseManager_InvalidTerms(fault));
    }
}
