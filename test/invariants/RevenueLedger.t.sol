// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {IRevenueLedger} from "../../contracts/interfaces/IRevenueLedger.sol";
import {AssetId} from "../../contracts/types/AssetId.sol";
import {BPS, NATIVE, Royalty, Stream, UNITS, UNITS_PER_BPS} from "../../contracts/types/Revenue.sol";
import {LedgerEconomy} from "./LedgerEconomy.sol";
import {LedgerHandler} from "./LedgerHandler.sol";

/// @title The solvency proof of the ledger, held against arbitrary sequences of operations
/// @dev The numbered properties are those of docs/requirements.md.
contract RevenueLedgerInvariants {
    /// @dev What is read once for all currencies; `units` by asset and holder.
    struct Shares {
        uint256[6][9] units;
        Royalty[][9] royalties;
    }

    /// @dev What is added up of one currency; `incoming` and `accrued` by asset.
    struct Sums {
        uint256[9] incoming;
        uint256[9] accrued;
        uint256 claimed;
        uint256 owed;
    }

    LedgerEconomy private _economy;
    LedgerHandler private _handler;
    IRevenueLedger private _ledger;

    function setUp() external {
        _economy = new LedgerEconomy();
        _handler = new LedgerHandler(_economy);
        _ledger = _economy.LEDGER();
    }

    /// @dev Read by the runner: the fuzzer calls the handler alone.
    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    /// @dev After each call one currency in turn; what is wrong in another stays wrong until its turn.
    /// forge-config: default.invariant.runs = 35
    /// forge-config: default.invariant.depth = 300
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_ledgerIsExactAndSolvent() external view {
        Shares memory shares = _checkUnits();
        _checkCurrency(shares, _economy.tokenAt(_handler.callCount()));
    }

    /// @dev REV-6: units and royalties of an asset are UNITS, always.
    function _checkUnits() private view returns (Shares memory shares) {
        for (uint256 id; id < shares.units.length; ++id) {
            AssetId assetId = AssetId.wrap(id);
            shares.royalties[id] = _ledger.royaltiesOf(assetId);

            uint256 sum = _ledger.accountOf(assetId).rootUnits;
            for (uint256 i; i < shares.units[id].length; ++i) {
                shares.units[id][i] = _ledger.unitsOf(assetId, _economy.holderAt(i));
                sum += shares.units[id][i];
            }
            for (uint256 i; i < shares.royalties[id].length; ++i) sum += shares.royalties[id][i].bps * UNITS_PER_BPS;
            require(sum == UNITS, "REV-6: units and royalties = UNITS");
        }
    }

    function _checkCurrency(Shares memory shares, address token) private view {
        Sums memory sums;
        for (uint256 id; id < sums.incoming.length; ++id) _checkAccount(id, shares, sums, token);
        for (uint256 id; id < sums.incoming.length; ++id) {
            require(sums.accrued[id] == sums.incoming[id], "REV-3: passed = floor(settled * bps / BPS)");
        }
        _checkBalance(token, sums.claimed, sums.owed);
    }

    function _checkAccount(uint256 id, Shares memory shares, Sums memory sums, address token) private view {
        AssetId assetId = AssetId.wrap(id);
        (uint256 direct, uint256 claimed) = _handler.sums(assetId, token);
        Stream memory stream = _ledger.streamOf(assetId, token);
        sums.accrued[id] = stream.accrued;
        sums.incoming[id] += direct;
        sums.claimed += claimed;
        sums.owed += _checkDebts(assetId, token, shares.units[id], stream.accrued, claimed);

        uint256 passed = _pass(sums, shares.royalties[id], stream.settled);
        require(passed + claimed <= stream.accrued, "REV-4: outflow above accrued");
    }

    /// @dev REV-1 and REV-2. Returns what all holders are owed.
    function _checkDebts(
        AssetId assetId,
        address token,
        uint256[6] memory units,
        uint256 accrued,
        uint256 claimed
    ) private view returns (uint256 owed) {
        int256 sum;
        for (uint256 i; i < units.length; ++i) {
            int256 debt = _ledger.debtOf(assetId, token, _economy.holderAt(i));
            // Below 2^120 · 2^27.
            int256 left = int256(accrued * units[i]) - debt;
            require(left >= 0, "REV-2: debt above earnings");
            sum += debt;
            owed += uint256(left) / UNITS;
        }
        require(sum == int256(UNITS * claimed), "REV-1: sum of debts");
    }

    /// @dev Adds what a child has passed to each of its parents since the beginning to what came in there.
    function _pass(
        Sums memory sums,
        Royalty[] memory royalties,
        uint256 settled
    ) private pure returns (uint256 passed) {
        for (uint256 i; i < royalties.length; ++i) {
            uint256 due = (settled * royalties[i].bps) / BPS;
            sums.incoming[AssetId.unwrap(royalties[i].parent)] += due;
            passed += due;
        }
    }

    /// @dev REV-5: the ledger holds exactly what was paid and not claimed, which covers what is owed.
    function _checkBalance(address token, uint256 claimed, uint256 owed) private view {
        address ledger = address(_ledger);
        uint256 held = token == NATIVE ? ledger.balance : IERC20(token).balanceOf(ledger);
        require(held + claimed == _handler.paid(token), "REV-5: held + claimed = paid");
        require(owed <= held, "REV-5: owed above held");
    }
}
