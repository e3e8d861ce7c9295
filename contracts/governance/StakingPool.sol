// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ERC20Votes} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Votes.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {IRevenueLedger} from "../interfaces/IRevenueLedger.sol";
import {IStakingPool} from "../interfaces/IStakingPool.sol";
import {IStakingRewards} from "../interfaces/IStakingRewards.sol";
import {EXCLUDED} from "../types/Governance.sol";
import {BPS} from "../types/Revenue.sol";
import {EntryPause} from "./EntryPause.sol";
import {StakedVotes} from "./StakedVotes.sol";
import {StakingRewards} from "./StakingRewards.sol";

/// @title The pool of staked SAHARA
/// @dev Solvency. Write R for all receipts, T for all shares that thaw, r for the rate. (R + T) · r / ONE ≤ staked:
/// staking `a` adds floor(a · ONE / r) to R and a to `staked`; a request moves from R to T; a withdrawal of s takes
/// floor(s · r / ONE); a slash of f leaves floor(r · (1 − f)) of r and at least (1 − f) of `staked`. So each holder can
/// be paid, and the sum of votes is never more than what is staked. No balance is read, so a gift changes nothing.
///
/// The invariants are numbered STK-1 and on in docs/requirements.md.
contract StakingPool is EntryPause, StakedVotes, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    /// @dev Seconds. Longer than a vote and the wait for what it decides under either preset: a slash reaches whoever
    /// left when it was proposed, unless another slash has to be waited for.
    uint40 public constant THAW_PERIOD = 21 days;
    uint16 public constant MAX_SLASH_BPS = 3_000;
    /// @dev A hundredth. Keeps receipts below a hundred for each base unit of SAHARA.
    uint256 public constant MIN_RATE = 1e16;

    IERC20 public immutable TOKEN;
    address public immutable TREASURY;
    IStakingRewards public immutable REWARDS;

    uint256 public staked;
    uint40 public nextSlash;
    mapping(address account => mapping(uint256 id => Thaw thaw)) private _thaws;
    mapping(address account => uint256 count) public thawCountOf;

    /// @param token SAHARA.
    /// @param ledger Where the rewards come from.
    constructor(address authority, IERC20 token, address treasury, IRevenueLedger ledger) AccessManaged(authority) {
        TOKEN = token;
        TREASURY = treasury;
        REWARDS = new StakingRewards(authority, ledger, treasury, address(token));

        // What the treasury stakes counts in no quorum, as what it holds.
        _delegate(treasury, EXCLUDED);
    }

    /* STAKING */

    /// @inheritdoc IStakingPool
    function stake(address account, uint96 amount) external whenOpen nonReentrant returns (uint256 receipts) {
        require(account != address(0), StakingPool_ZeroAccount());
        require(amount != 0, StakingPool_ZeroAmount());
        // No less than `amount`, since the rate is at most one.
        receipts = (amount * ONE) / rate();

        staked += amount;
        emit StakeAdded(account, msg.sender, amount, receipts);
        _mint(account, receipts);

        TOKEN.safeTransferFrom(msg.sender, address(this), amount);
    }

    /// @inheritdoc IStakingPool
    function requestUnstake(uint256 receipts) external returns (uint256 id, uint40 end) {
        require(receipts != 0, StakingPool_ZeroAmount());
        _burn(msg.sender, receipts);

        id = thawCountOf[msg.sender]++;
        // Timestamps fit 40 bits for thirty thousand years.
        end = uint40(block.timestamp) + THAW_PERIOD;
        // They were receipts, which are below 2^100.
        _thaws[msg.sender][id] = Thaw(uint128(receipts), end);

        emit StakeThawing(msg.sender, id, receipts, end);
    }

    /// @inheritdoc IStakingPool
    function withdraw(uint256 id, address to) external nonReentrant returns (uint256 amount) {
        require(to != address(0), StakingPool_ZeroAccount());
        require(msg.sender != TREASURY || to == TREASURY, StakingPool_OnlyToTreasury(to));
        Thaw memory thaw = _thaws[msg.sender][id];
        require(thaw.shares != 0, StakingPool_UnknownThaw(msg.sender, id));
        require(block.timestamp >= thaw.end, StakingPool_StillThawing(thaw.end));
        amount = _worth(thaw.shares, rate());

        delete _thaws[msg.sender][id];
        staked -= amount;

        emit ThawWithdrawn(msg.sender, id, to, amount);

        TOKEN.safeTransfer(to, amount);
    }

    /* SLASHING */

    /// @inheritdoc IStakingPool
    function slash(uint16 bps, bytes32 reason) external restricted nonReentrant returns (uint256 amount) {
        require(bps != 0 && bps <= MAX_SLASH_BPS, StakingPool_SlashOutOfBounds(bps, MAX_SLASH_BPS));
        require(block.timestamp >= nextSlash, StakingPool_SlashTooSoon(nextSlash));
        uint256 newRate = (rate() * (BPS - bps)) / BPS;
        require(newRate >= MIN_RATE, StakingPool_RateTooLow(newRate, MIN_RATE));
        amount = (staked * bps) / BPS;

        // Whoever asks to leave is reached by two slashes at most.
        nextSlash = uint40(block.timestamp) + THAW_PERIOD;
        staked -= amount;
        _setRate(newRate);

        emit PoolSlashed(bps, amount, newRate, reason);

        TOKEN.safeTransfer(TREASURY, amount);
    }

    /* READING */

    /// @inheritdoc IStakingPool
    function thawOf(address account, uint256 id) external view returns (Thaw memory) {
        return _thaws[account][id];
    }

    /// @inheritdoc ERC20Votes
    /// @dev The balances move first: they prove that there are so many receipts. Those of the treasury are only burnt.
    function _update(address from, address to, uint256 receipts) internal override {
        require(from != TREASURY || to == address(0), StakingPool_OnlyToTreasury(to));
        uint256 supply = totalSupply();
        super._update(from, to, receipts);
        REWARDS.onMove(from, to, receipts, supply);
    }
}
