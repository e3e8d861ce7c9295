// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";

import {IRevenueLedger} from "../../contracts/interfaces/IRevenueLedger.sol";
import {AssetId, PROTOCOL} from "../../contracts/types/AssetId.sol";
import {BPS, NATIVE, OWNER} from "../../contracts/types/Revenue.sol";
import {TestPaymentSource} from "../revenue/TestPaymentSource.sol";
import {PlainToken} from "../tokens/PlainToken.sol";
import {LedgerEconomy} from "./LedgerEconomy.sol";
import {VM} from "./IVm.sol";

/// @dev What the fuzzer may do: every call turns arbitrary numbers into a valid operation of a known actor, and counts
/// what was paid and claimed. Nothing here reverts but for a bug, so every call counts.
contract LedgerHandler {
    error LedgerHandler_WrongAmount(uint256 amount, uint256 expected);

    uint256 private constant MAX_PAYMENT = 1e24;

    LedgerEconomy public immutable ECONOMY;
    IRevenueLedger public immutable LEDGER;
    TestPaymentSource private immutable SOURCE;

    uint256 public callCount;
    mapping(address token => uint256 amount) public paid;
    mapping(AssetId assetId => mapping(address token => uint256 amount)) private _direct;
    mapping(AssetId assetId => mapping(address token => uint256 amount)) private _claimed;

    constructor(LedgerEconomy economy) {
        ECONOMY = economy;
        LEDGER = economy.LEDGER();
        SOURCE = new TestPaymentSource(LEDGER);
    }

    modifier counted() {
        ++callCount;
        _;
    }

    /// @dev What was paid to the asset itself, and what was claimed of it.
    function sums(AssetId assetId, address token) external view returns (uint256, uint256) {
        return (_direct[assetId][token], _claimed[assetId][token]);
    }

    /* PAYING */

    function pay(uint256 asset, uint256 currency, uint256 amount) external counted {
        (AssetId assetId, address token) = (ECONOMY.assetAt(asset), ECONOMY.tokenAt(currency));
        if (_isFrozen(assetId)) return;
        amount = _payment(amount);
        _count(assetId, token, LEDGER.pay{value: _fund(token, amount)}(assetId, token, amount, 0));
    }

    function payAndSettle(uint256 asset, uint256 currency, uint256 amount, uint8[4] calldata path) external counted {
        (AssetId assetId, address token) = (ECONOMY.assetAt(asset), ECONOMY.tokenAt(currency));
        if (_isFrozen(assetId)) return;
        amount = _payment(amount);
        uint256 value = _fund(token, amount);
        _count(assetId, token, LEDGER.payAndSettle{value: value}(assetId, token, amount, 0, _path(path)));
    }

    function collect(uint256 asset, uint256 currency, uint256 amount, uint256 feeBps) external counted {
        (AssetId assetId, address token) = (ECONOMY.assetAt(asset), ECONOMY.tokenAt(currency));
        if (_isFrozen(assetId)) return;
        amount = _payment(amount);
        uint256 value = _fund(token, amount);
        // At most MAX_FEE_BPS.
        uint16 fee = uint16(feeBps % 501);
        if (token != NATIVE) PlainToken(token).approve(address(SOURCE), amount);
        uint256 received = SOURCE.collect{value: value}(assetId, token, amount, fee, 0);
        uint256 toProtocol = (received * fee) / BPS;
        _count(assetId, token, received - toProtocol);
        _count(PROTOCOL, token, toProtocol);
    }

    function sweep(uint256 asset, uint256 currency, uint256 amount) external counted {
        (AssetId assetId, address token) = (ECONOMY.assetAt(asset), ECONOMY.tokenAt(currency));
        if (_isFrozen(assetId)) return;
        amount = _payment(amount) + 1;
        address inbox = ECONOMY.INBOXES().inboxOf(assetId);
        if (token == NATIVE) VM.deal(inbox, inbox.balance + amount);
        else PlainToken(token).mint(inbox, amount);
        _count(assetId, token, ECONOMY.INBOXES().sweep(assetId, token));
    }

    /* SETTLING AND CLAIMING */

    function settle(uint256 asset, uint256 currency) external counted {
        AssetId assetId = ECONOMY.assetAt(asset);
        if (!_isFrozen(assetId)) LEDGER.settle(assetId, ECONOMY.tokenAt(currency));
    }

    function settleMany(uint8[4] calldata path, uint256 currency) external counted {
        LEDGER.settleMany(_path(path), ECONOMY.tokenAt(currency));
    }

    function claim(uint256 asset, uint256 currency, uint256 who, uint8[4] calldata path) external counted {
        (AssetId assetId, address token) = (ECONOMY.assetAt(asset), ECONOMY.tokenAt(currency));
        if (_isFrozen(assetId)) return;
        address holder = ECONOMY.holderAt(who);
        _claimed[assetId][token] += LEDGER.claim(assetId, token, holder, _path(path));
    }

    function claimMany(uint8[4] calldata assets, uint256 currency, uint256 who) external counted {
        (AssetId[] memory assetIds, address token) = (_path(assets), ECONOMY.tokenAt(currency));
        address holder = ECONOMY.accountAt(who);
        LEDGER.settleMany(assetIds, token);
        uint256 expected;
        for (uint256 i; i < assetIds.length; ++i) {
            // Named twice it is paid once; frozen it is passed over.
            if (_isFrozen(assetIds[i]) || _isAmong(assetIds, i)) continue;
            uint256 owed = LEDGER.claimable(assetIds[i], token, holder);
            _claimed[assetIds[i]][token] += owed;
            expected += owed;
        }
        uint256 amount = LEDGER.claimMany(assetIds, token, holder, new AssetId[](0));
        require(amount == expected, LedgerHandler_WrongAmount(amount, expected));
    }

    /* UNITS */

    function transfer(uint256 asset, uint256 from, uint256 to, uint256 units) external counted {
        AssetId assetId = ECONOMY.assetAt(asset);
        (address sender, address receiver) = (ECONOMY.accountAt(from), ECONOMY.accountAt(to));
        if (_isFrozen(assetId)) return;
        units %= LEDGER.unitsOf(assetId, sender) + 1;
        VM.prank(sender);
        IERC6909(address(LEDGER)).transfer(receiver, AssetId.unwrap(assetId), units);
    }

    function bindUnits(uint256 asset, uint256 from, uint256 units) external counted {
        (AssetId assetId, address sender) = (ECONOMY.assetAt(asset), ECONOMY.accountAt(from));
        units %= LEDGER.unitsOf(assetId, sender) + 1;
        if (units == 0 || _isFrozen(assetId)) return;
        VM.prank(sender);
        LEDGER.bindUnits(assetId, units);
    }

    function releaseUnits(uint256 asset, uint256 to, uint256 units) external counted {
        AssetId assetId = ECONOMY.assetAt(asset);
        units %= LEDGER.unitsOf(assetId, OWNER) + 1;
        if (units == 0 || _isFrozen(assetId)) return;
        (address owner, address receiver) = (ECONOMY.ownerOf(assetId), ECONOMY.accountAt(to));
        VM.prank(owner);
        LEDGER.releaseUnits(assetId, receiver, units);
    }

    function transferPosition(uint256 asset, uint256 from, uint256 to) external counted {
        AssetId assetId = ECONOMY.assetAt(asset);
        (address sender, address receiver) = (ECONOMY.accountAt(from), ECONOMY.accountAt(to));
        if (sender == receiver || _isFrozen(assetId)) return;
        VM.prank(sender);
        LEDGER.transferPosition(assetId, receiver);
    }

    function materialise(uint256 asset, uint256 leaf) external counted {
        ECONOMY.materialise(ECONOMY.assetAt(asset), leaf);
    }

    /* FREEZING */

    function freeze(uint256 asset, uint256 dice) external counted {
        AssetId assetId = ECONOMY.assetAt(asset);
        // Seldom, or most calls would find the asset frozen.
        if (assetId == PROTOCOL || dice % 4 != 0) return;
        LEDGER.freeze(assetId, uint40(block.timestamp + 1 days));
    }

    function thaw(uint256 asset) external counted {
        AssetId assetId = ECONOMY.assetAt(asset);
        if (_isFrozen(assetId)) LEDGER.thaw(assetId);
    }

    function awardPosition(uint256 asset, uint256 from, uint256 to) external counted {
        AssetId assetId = ECONOMY.assetAt(asset);
        (address loser, address winner) = (ECONOMY.holderAt(from), ECONOMY.accountAt(to));
        if (loser != winner && _isFrozen(assetId)) LEDGER.awardPosition(assetId, loser, winner);
    }

    /* HELPERS */

    function _count(AssetId assetId, address token, uint256 amount) private {
        paid[token] += amount;
        _direct[assetId][token] += amount;
    }

    function _isFrozen(AssetId assetId) private view returns (bool) {
        return LEDGER.accountOf(assetId).frozen;
    }

    /// @dev Whether the asset at `index` stands before it, too.
    function _isAmong(AssetId[] memory assetIds, uint256 index) private pure returns (bool) {
        for (uint256 i; i < index; ++i) if (assetIds[i] == assetIds[index]) return true;
        return false;
    }

    /// @dev From one base unit up, small ones as often as large ones.
    function _payment(uint256 seed) private pure returns (uint256) {
        return 1 + ((seed >> 8) % MAX_PAYMENT) / 10 ** (seed % 25);
    }

    function _fund(address token, uint256 amount) private returns (uint256 value) {
        if (token == NATIVE) {
            VM.deal(address(this), amount);
            return amount;
        }
        PlainToken(token).mint(address(this), amount);
        PlainToken(token).approve(address(LEDGER), amount);
    }

    function _path(uint8[4] calldata assets) private view returns (AssetId[] memory path) {
        path = new AssetId[](assets.length);
        for (uint256 i; i < assets.length; ++i) path[i] = ECONOMY.assetAt(assets[i]);
    }
}
