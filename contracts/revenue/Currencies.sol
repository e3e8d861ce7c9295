// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IRevenueLedger} from "../interfaces/IRevenueLedger.sol";
import {MAX_CURRENCIES_PER_ASSET, NATIVE} from "../types/Revenue.sol";

/// @title The currencies that the ledger accepts, and bit masks of them
/// @dev A currency is never taken off the list: assets that were paid in it still pay it out.
abstract contract Currencies is IRevenueLedger {
    /// @dev One bit each in a mask of 32.
    uint256 private constant MAX_CURRENCIES = 32;

    address[] private _currencies;
    /// @dev Index plus one, so that zero says "not listed".
    mapping(address token => uint8 position) private _positions;

    /// @dev The native coin is always currency 0.
    constructor(address[] memory tokens) {
        _listCurrency(NATIVE);
        for (uint256 i; i < tokens.length; ++i) _listCurrency(tokens[i]);
    }

    /// @inheritdoc IRevenueLedger
    function currencies() external view returns (address[] memory) {
        return _currencies;
    }

    function _listCurrency(address token) internal returns (uint8 index) {
        require(_positions[token] == 0, RevenueLedger_CurrencyAlreadyListed(token));
        uint256 count = _currencies.length;
        require(count < MAX_CURRENCIES, RevenueLedger_TooManyCurrencies(count + 1, MAX_CURRENCIES));

        // Below 32.
        index = uint8(count);
        _currencies.push(token);
        _positions[token] = index + 1;

        emit CurrencyListed(token, index);
    }

    /// @dev The bit of `token` in a currency mask; zero if it is not listed.
    function _bitOf(address token) internal view returns (uint32) {
        uint8 position = _positions[token];
        // Positions end at 32, so the shift stays within 32 bits.
        return position == 0 ? 0 : uint32(1) << (position - 1);
    }

    /// @dev The tokens whose bits are set; at most MAX_CURRENCIES_PER_ASSET for an asset's mask.
    function _tokensOf(uint32 mask) internal view returns (address[] memory tokens) {
        tokens = new address[](_count(mask));
        uint256 found;
        for (uint256 index; found < tokens.length; ++index) {
            if ((mask >> index) & 1 == 1) tokens[found++] = _currencies[index];
        }
    }

    /// @dev Checks the mask of a new asset: not empty, not too many. A currency not listed yet is accepted once it is.
    function _requireValidMask(uint32 mask) internal pure {
        require(mask != 0, RevenueLedger_NoCurrency());
        uint256 count = _count(mask);
        require(count <= MAX_CURRENCIES_PER_ASSET, RevenueLedger_TooManyCurrencies(count, MAX_CURRENCIES_PER_ASSET));
    }

    /// @dev The number of set bits, counted side by side in ever wider fields (Hacker's Delight, 5-1).
    function _count(uint32 mask) private pure returns (uint256 bits) {
        bits = mask;
        // Each field holds at most its own width, so no subtraction or sum leaves its field.
        unchecked {
            bits -= (bits >> 1) & 0x55555555;
            bits = (bits & 0x33333333) + ((bits >> 2) & 0x33333333);
            bits = (bits + (bits >> 4)) & 0x0f0f0f0f;
            bits = ((bits * 0x01010101) >> 24) & 0xff;
        }
    }
}
