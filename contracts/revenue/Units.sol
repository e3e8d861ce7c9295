// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ERC6909} from "@openzeppelin/contracts/token/ERC6909/ERC6909.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {AssetId} from "../types/AssetId.sol";
import {OWNER, Stream, UNITS} from "../types/Revenue.sol";
import {Streams} from "./Streams.sol";

/// @title Units: who is owed which part of an asset's revenue
/// @dev Units are ERC-6909 balances with the asset's id. Units bound to the asset's owner are no tokens: they live in
/// the head, their debts under the zero address.
///
/// A holder is owed floor((accrued·units − debt) / UNITS). A claim raises the debt by UNITS times what was paid, so the
/// remainder stays owed. A transfer moves debt along (`_moveDebts`), so that what was earned stays with the sender.
abstract contract Units is ERC6909, Streams {
    using SafeCast for *;

    mapping(AssetId assetId => mapping(address token => mapping(address holder => int256 debt))) internal _debts;

    function _unitsOf(AssetId assetId, address holder) internal view returns (uint256) {
        return holder == OWNER ? _heads[assetId].ownerUnits : balanceOf(holder, AssetId.unwrap(assetId));
    }

    /// @dev Base units owed now, rounded down; the rest stays owed.
    function _owedTo(AssetId assetId, address token, address holder, uint256 accrued) internal view returns (uint256) {
        // accrued < 2^120 and units < 2^27, so the product fits; it is never below the debt (invariant REV-2).
        int256 earned = (accrued * _unitsOf(assetId, holder)).toInt256();
        return (earned - _debts[assetId][token][holder]).toUint256() / UNITS;
    }

    /// @dev Books a payment of `amount` to `holder`.
    function _raiseDebt(AssetId assetId, address token, address holder, uint256 amount) internal {
        _debts[assetId][token][holder] += (amount * UNITS).toInt256();
    }

    /// @inheritdoc ERC6909
    /// @dev Every plain transfer of units is ex-dividend. The balances move first: they prove `amount` < 2^27.
    function _update(address from, address to, uint256 id, uint256 amount) internal override {
        super._update(from, to, id, amount);
        if (from != address(0) && to != address(0)) _moveDebts(AssetId.wrap(id), from, to, amount);
    }

    /// @dev Keeps earnings with `from` when `units` move: x = accrued·units goes from its debt to the receiver's.
    function _moveDebts(AssetId assetId, address from, address to, uint256 units) internal {
        Head storage head = _heads[assetId];
        require(!head.frozen, RevenueLedger_Frozen(assetId));

        address[] memory tokens = _tokensOf(head.active);
        for (uint256 i; i < tokens.length; ++i) {
            int256 x = (_streams[assetId][tokens[i]].accrued * units).toInt256();
            _debts[assetId][tokens[i]][from] -= x;
            _debts[assetId][tokens[i]][to] += x;
        }
    }

    /// @dev Moves units to or from the asset's owner, one of `from` and `to` being OWNER; the caller counts them there.
    function _moveBound(AssetId assetId, address from, address to, uint256 units) internal {
        require(units != 0, RevenueLedger_ZeroUnits());
        _update(from, to, AssetId.unwrap(assetId), units);
        _moveDebts(assetId, from, to, units);
    }

    /// @dev Moves all units of `from` together with their debts, and so with what they have earned.
    function _movePosition(AssetId assetId, address from, address to) internal {
        require(to != address(0), RevenueLedger_ZeroAccount());
        require(from != to, RevenueLedger_SamePosition(from));
        uint256 units = _unitsOf(assetId, from);

        address[] memory tokens = _tokensOf(_heads[assetId].active);
        for (uint256 i; i < tokens.length; ++i) {
            mapping(address holder => int256) storage debts = _debts[assetId][tokens[i]];
            debts[to] += debts[from];
            delete debts[from];
        }
        if (from == OWNER) _heads[assetId].ownerUnits = 0;
        // Past the override, which would move debts a second time.
        super._update(from, to, AssetId.unwrap(assetId), units);

        emit PositionTransferred(assetId, from, to, units);
    }

    /// @dev Sets or clears the frozen mark on the head and on every stream, at most MAX_CURRENCIES_PER_ASSET of them.
    function _setFrozen(AssetId assetId, bool frozen) internal {
        _heads[assetId].frozen = frozen;
        address[] memory tokens = _tokensOf(_heads[assetId].active);
        for (uint256 i; i < tokens.length; ++i) {
            Stream storage stream = _streams[assetId][tokens[i]];
            stream.frozen = frozen;
        }
    }
}
