// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {IRevenueLedger} from "../interfaces/IRevenueLedger.sol";
import {IStakingRewards} from "../interfaces/IStakingRewards.sol";
import {TokenBalance} from "../libraries/TokenBalance.sol";
import {AssetId, PROTOCOL} from "../types/AssetId.sol";
import {NATIVE} from "../types/Revenue.sol";

/// @title What stakers are paid
/// @dev Deployed by the pool, and apart from it: no currency's code can reach what is staked.
///
/// The ledger's algorithm, for a number of receipts that changes. Write S for SCALE: a holder of u receipts is owed
/// floor((perReceipt · u − debt) / S). A drip of x on U receipts raises perReceipt by floor((x · S + rest) / U) and
/// keeps the remainder in `rest`; a move of u receipts takes perReceipt · u from the sender's debt and adds it to the
/// receiver's; a claim of x adds x · S. So Σ (perReceipt · u − debt) + rest = S · (dripped − paid) after any sequence:
/// what is owed never exceeds what came in, and every division rounds towards the rest.
///
/// Bounds. No more than 2^120 of a currency is ever harvested, and none drips on fewer than MIN_RECEIPTS > 2^69, so
/// perReceipt < 2^(120 + 96 - 69 + 1) < 2^152. There are less than 2^100 receipts, so `rest` < 2^104 and each product
/// is below 2^252, which an int256 holds.
contract StakingRewards is AccessManaged, ReentrancyGuardTransient, IStakingRewards {
    using Address for address payable;
    using SafeCast for uint256;
    using SafeERC20 for IERC20;
    using TokenBalance for address;

    /// @dev Seconds.
    uint40 public constant DRIP_PERIOD = 7 days;
    /// @dev A thousand receipts. The drip waits while there are fewer.
    uint256 public constant MIN_RECEIPTS = 1_000e18;
    uint256 public constant MAX_CURRENCIES = 8;

    uint256 private constant SCALE = 2 ** 96;

    IERC20 public immutable POOL = IERC20(msg.sender);
    IRevenueLedger public immutable LEDGER;

    address[] private _currencies;
    mapping(address token => bool listed) private _isListed;
    mapping(address token => Drip drip) private _drips;
    mapping(address token => mapping(address account => int256 debt)) private _debts;

    /// @param sahara Listed from the start, as is the native coin.
    constructor(address authority, IRevenueLedger ledger, address sahara) AccessManaged(authority) {
        LEDGER = ledger;
        _listCurrency(NATIVE);
        _listCurrency(sahara);
    }

    /// @dev The ledger pays the native coin; a gift drips like it.
    receive() external payable {}

    /* REWARDS */

    /// @inheritdoc IStakingRewards
    function harvest(address token) external nonReentrant returns (uint256 amount) {
        require(_isListed[token], StakingRewards_NotListed(token));
        Drip storage drip = _drips[token];
        _accrue(drip, POOL.totalSupply());
        require(drip.left == 0, StakingRewards_StillDripping(token, drip.end));

        LEDGER.claim(PROTOCOL, token, address(this), new AssetId[](0));

        // Whatever arrived: anyone may have the ledger pay, too.
        amount = Math.min(Math.saturatingSub(_held(token), _owed(drip)), type(uint120).max - drip.harvested);
        require(amount != 0, StakingRewards_NothingToHarvest(token));
        // Timestamps fit 40 bits for thirty thousand years, and the amount is what 120 bits have room for.
        drip.left = uint120(amount);
        (drip.last, drip.end) = (uint40(block.timestamp), uint40(block.timestamp) + DRIP_PERIOD);
        drip.harvested += uint120(amount);

        emit Harvested(token, amount, drip.end);
    }

    /// @inheritdoc IStakingRewards
    function claim(address[] calldata tokens, address to) external nonReentrant {
        require(to != address(0), StakingRewards_ZeroAccount());
        (uint256 receipts, uint256 supply) = (POOL.balanceOf(msg.sender), POOL.totalSupply());
        for (uint256 i; i < tokens.length; ++i) _claim(tokens[i], to, receipts, supply);
    }

    /// @inheritdoc IStakingRewards
    function onMove(address from, address to, uint256 receipts, uint256 supply) external {
        require(msg.sender == address(POOL), StakingRewards_NotPool(msg.sender));
        for (uint256 i; i < _currencies.length; ++i) {
            address token = _currencies[i];
            Drip storage drip = _drips[token];
            // Nothing came in yet, so nobody owes or is owed.
            if (drip.end == 0) continue;
            _accrue(drip, supply);
            // See "Bounds".
            int256 moved = int256(drip.perReceipt * receipts);
            if (from != address(0)) _debts[token][from] -= moved;
            if (to != address(0)) _debts[token][to] += moved;
        }
    }

    /* AUTHORITY */

    /// @inheritdoc IStakingRewards
    function listCurrency(address token) external restricted {
        require(!_isListed[token], StakingRewards_AlreadyListed(token));
        require(_currencies.length < MAX_CURRENCIES, StakingRewards_TooManyCurrencies(MAX_CURRENCIES));
        require(LEDGER.accepts(PROTOCOL, token), StakingRewards_NotInLedger(token));

        _listCurrency(token);
    }

    /// @inheritdoc IStakingRewards
    function returnUnits(uint256 units) external restricted {
        emit UnitsReturned(units);

        LEDGER.bindUnits(PROTOCOL, units);
    }

    /* READING */

    /// @inheritdoc IStakingRewards
    function claimable(address account, address token) external view returns (uint256) {
        Drip memory drip = _drips[token];
        _drip(drip, POOL.totalSupply());
        return _owedTo(account, token, drip.perReceipt, POOL.balanceOf(account));
    }

    /// @inheritdoc IStakingRewards
    function currencies() external view returns (address[] memory) {
        return _currencies;
    }

    /// @inheritdoc IStakingRewards
    function dripOf(address token) external view returns (Drip memory) {
        return _drips[token];
    }

    /// @inheritdoc IStakingRewards
    function debtOf(address account, address token) external view returns (int256) {
        return _debts[token][account];
    }

    /* STEP BY STEP */

    function _claim(address token, address to, uint256 receipts, uint256 supply) private {
        Drip storage drip = _drips[token];
        _accrue(drip, supply);
        uint256 amount = _owedTo(msg.sender, token, drip.perReceipt, receipts);
        if (amount == 0) return;

        _debts[token][msg.sender] += int256(amount * SCALE);
        // A part of what was harvested, which is a uint120.
        drip.paid += uint120(amount);

        emit RewardClaimed(msg.sender, token, to, amount);

        if (token == NATIVE) payable(to).sendValue(amount);
        else IERC20(token).safeTransfer(to, amount);
    }

    /// @dev Lets drip what is due, and stores what changed.
    function _accrue(Drip storage stored, uint256 supply) private {
        if (stored.left == 0 || stored.last == block.timestamp) return;
        Drip memory drip = stored;
        _drip(drip, supply);
        (stored.left, stored.last, stored.end) = (drip.left, drip.last, drip.end);
        (stored.perReceipt, stored.rest) = (drip.perReceipt, drip.rest);
    }

    /// @dev For the casts see "Bounds"; time fits 40 bits.
    function _drip(Drip memory drip, uint256 supply) private view {
        if (drip.left == 0) return;
        uint256 passed = block.timestamp - drip.last;
        uint256 lasts = drip.end - drip.last;
        drip.last = uint40(block.timestamp);
        if (supply < MIN_RECEIPTS) {
            drip.end += uint40(passed);
            return;
        }

        uint256 due = passed < lasts ? (drip.left * passed) / lasts : drip.left;
        uint256 scaled = due * SCALE + drip.rest;
        drip.left -= uint120(due);
        drip.perReceipt += uint152(scaled / supply);
        drip.rest = uint104(scaled % supply);
    }

    /// @dev Rounded down; the rest stays owed. Never negative, since receipts bring no more debt than they have earned.
    function _owedTo(
        address account,
        address token,
        uint256 perReceipt,
        uint256 receipts
    ) private view returns (uint256) {
        return uint256(int256(perReceipt * receipts) - _debts[token][account]) / SCALE;
    }

    function _listCurrency(address token) private {
        _isListed[token] = true;
        _currencies.push(token);

        emit RewardCurrencyListed(token);
    }

    /// @dev What came in and has not left.
    function _owed(Drip storage drip) private view returns (uint256) {
        return drip.harvested - drip.paid;
    }

    function _held(address token) private view returns (uint256) {
        return token == NATIVE ? address(this).balance : token.heldBy(address(this));
    }
}
