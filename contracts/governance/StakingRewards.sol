// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {IRevenueLedger} from "../interfaces/IRevenueLedger.sol";
import {IStakingRewards} from "../interfaces/IStakingRewards.sol";
import {Drips} from "../libraries/Drips.sol";
import {TokenBalance} from "../libraries/TokenBalance.sol";
import {AssetId, PROTOCOL} from "../types/AssetId.sol";
import {Drip} from "../types/Drip.sol";
import {NATIVE} from "../types/Revenue.sol";

/// @title What stakers are paid
/// @dev Deployed by the pool, and apart from it: no currency's code can reach what is staked. How rewards are shared,
/// and that they suffice, is in `Drips`. No more than 2^120 of a currency is ever harvested. Receipts are below 2^103,
/// a hundred for each of 2^96 base units.
contract StakingRewards is AccessManaged, ReentrancyGuardTransient, IStakingRewards {
    using Address for address payable;
    using Drips for Drip;
    using SafeERC20 for IERC20;
    using TokenBalance for address;

    uint256 public constant MAX_CURRENCIES = 8;

    IERC20 public immutable POOL = IERC20(msg.sender);
    IRevenueLedger public immutable LEDGER;
    address public immutable TREASURY;

    address[] private _currencies;
    mapping(address token => bool listed) private _isListed;
    mapping(address token => Drip drip) private _drips;
    mapping(address token => mapping(address account => int256 debt)) private _debts;

    /// @param sahara Listed from the start, as is the native coin.
    constructor(address authority, IRevenueLedger ledger, address treasury, address sahara) AccessManaged(authority) {
        LEDGER = ledger;
        TREASURY = treasury;
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
        drip.accrue(POOL.totalSupply());
        require(drip.left == 0, StakingRewards_StillDripping(token, drip.end));

        LEDGER.claim(PROTOCOL, token, address(this), new AssetId[](0));

        // Whatever arrived: anyone may have the ledger pay, too.
        amount = _arrived(token, drip);
        require(amount != 0, StakingRewards_NothingToHarvest(token));
        drip.start(amount);

        emit Harvested(token, amount, drip.end);
    }

    /// @inheritdoc IStakingRewards
    function claim(address[] calldata tokens, address to) external nonReentrant {
        require(to != address(0), StakingRewards_ZeroAccount());
        for (uint256 i; i < tokens.length; ++i) _claim(tokens[i], to);
    }

    /// @inheritdoc IStakingRewards
    function forward(address token) external nonReentrant returns (uint256 amount) {
        require(!_isListed[token], StakingRewards_AlreadyListed(token));
        // Before any of its code runs.
        require(LEDGER.accepts(PROTOCOL, token), StakingRewards_NotInLedger(token));

        LEDGER.claim(PROTOCOL, token, address(this), new AssetId[](0));

        amount = token.heldBy(address(this));
        require(amount != 0, StakingRewards_NothingToHarvest(token));

        emit Forwarded(token, amount);

        IERC20(token).safeTransfer(TREASURY, amount);
    }

    /// @inheritdoc IStakingRewards
    function onMove(address from, address to, uint256 receipts, uint256 supply) external {
        require(msg.sender == address(POOL), StakingRewards_NotPool(msg.sender));
        for (uint256 i; i < _currencies.length; ++i) {
            address token = _currencies[i];
            Drip storage drip = _drips[token];
            // Nothing came in yet, so nobody owes or is owed.
            if (drip.end == 0) continue;
            drip.accrue(supply);
            // The pool has so many: below 2^103.
            int256 moved = drip.debtOf(int256(receipts));
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
        return _drips[token].owedNow(POOL.totalSupply(), POOL.balanceOf(account), _debts[token][account]);
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

    /// @dev Asks for the receipts each time: whoever was paid in the last currency may have moved them since.
    function _claim(address token, address to) private {
        Drip storage drip = _drips[token];
        drip.accrue(POOL.totalSupply());
        uint256 amount;
        (amount, _debts[token][msg.sender]) = drip.pay(POOL.balanceOf(msg.sender), _debts[token][msg.sender]);
        if (amount == 0) return;

        emit RewardClaimed(msg.sender, token, to, amount);

        if (token == NATIVE) payable(to).sendValue(amount);
        else IERC20(token).safeTransfer(to, amount);
    }

    function _listCurrency(address token) private {
        _isListed[token] = true;
        _currencies.push(token);

        emit RewardCurrencyListed(token);
    }

    /// @dev What arrived and was not harvested, as far as 120 bits have room.
    function _arrived(address token, Drip storage drip) private view returns (uint256) {
        uint256 held = token == NATIVE ? address(this).balance : token.heldBy(address(this));
        uint256 owed = drip.received - drip.paid;
        return Math.min(Math.saturatingSub(held, owed), type(uint120).max - drip.received);
    }
}
