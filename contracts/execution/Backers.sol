// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {EntryPause} from "../governance/EntryPause.sol";
import {IOperatorBacking} from "../interfaces/IOperatorBacking.sol";
import {Drips} from "../libraries/Drips.sol";
import {Drip} from "../types/Drip.sol";
import {Stake, StakeLocks} from "./StakeLocks.sol";

/// @title Stake of others behind operators
/// @dev It is part of the operator's stake, so that locks, capacity and slashes need not know of it: a slash leaves the
/// same part of the operator's own, of what backs it and of what backers withdraw, and lowers the rate by as much. No
/// loop and no call is needed for it. Sums are rounded down, so the last backer may miss some base units; never more
/// is paid than is there.
abstract contract Backers is EntryPause, ReentrancyGuardTransient, IOperatorBacking {
    using Drips for Drip;
    using SafeERC20 for IERC20;
    using StakeLocks for Stake;

    /// @dev Seconds. Locks end within 8 days, and no lock is made on what thaws. Two days shorter than the operator's
    /// own thaw: whoever sees the operator leave can be out before it.
    uint40 public constant BACKING_THAW_PERIOD = 12 days;
    /// @dev Of the operator's own stake: whoever earns on the stake of others risks a part of its own.
    uint256 public constant MAX_BACKING_RATIO = 10;

    /// @dev A rate of one. What was lost is kept, so that it starts as zero.
    uint256 private constant ONE = 1e18;
    /// @dev A hundredth. Keeps shares below a hundred for each base unit of SAHARA.
    uint256 private constant MIN_RATE = 1e16;

    IERC20 public immutable TOKEN;

    mapping(address operator => Stake staked) internal _stakes;
    mapping(address operator => uint128 shares) private _shares;
    mapping(address operator => mapping(address backer => uint256 shares)) private _sharesOf;
    mapping(address operator => mapping(address backer => mapping(uint256 id => BackingThaw thaw))) private _thaws;
    mapping(address operator => mapping(address backer => uint256 count)) public backingThawCountOf;
    mapping(address operator => Drip drip) private _drips;
    mapping(address operator => mapping(address backer => int256 debt)) private _debts;

    constructor(IERC20 token) {
        TOKEN = token;
    }

    /* BACKING */

    /// @inheritdoc IOperatorBacking
    function back(address operator, uint96 amount) external whenOpen nonReentrant returns (uint256 shares) {
        require(amount != 0, OperatorBacking_ZeroAmount());
        Stake storage staked = _stakes[operator];
        uint256 rate = ONE - staked.lost;
        require(rate >= MIN_RATE, OperatorBacking_Ruined(operator, rate, MIN_RATE));
        uint256 room = backingRoom(operator);
        require(amount <= room, OperatorBacking_TooMuch(operator, amount, room));
        // No less than `amount`, since the rate is at most one.
        shares = (amount * ONE) / rate;

        _accrue(operator);
        // The room is such that both fit.
        staked.standing += amount;
        staked.backing += amount;
        staked.backed = true;
        _move(operator, int256(shares));

        emit BackingAdded(operator, msg.sender, amount, shares);

        TOKEN.safeTransferFrom(msg.sender, address(this), amount);
    }

    /// @inheritdoc IOperatorBacking
    function thawBacking(address operator, uint256 shares) external returns (uint256 id, uint40 end) {
        require(shares != 0, OperatorBacking_ZeroAmount());
        uint256 held = _sharesOf[operator][msg.sender];
        require(shares <= held, OperatorBacking_NotBacked(operator, msg.sender, shares, held));
        Stake storage staked = _stakes[operator];
        // A part of what backs, which is a uint96.
        uint96 amount = uint96(Math.min(_worth(staked, shares), staked.backing));

        _accrue(operator);
        staked.standing -= amount;
        staked.backing -= amount;
        staked.releasing += amount;
        _move(operator, -int256(shares));
        id = backingThawCountOf[operator][msg.sender]++;
        // Timestamps fit 40 bits for thirty thousand years.
        end = uint40(block.timestamp) + BACKING_THAW_PERIOD;
        // A part of all shares, which are a uint128.
        _thaws[operator][msg.sender][id] = BackingThaw(uint128(shares), end);

        emit BackingThawing(operator, msg.sender, id, shares, end);
    }

    /// @inheritdoc IOperatorBacking
    function withdrawBacking(address operator, uint256 id, address to) external nonReentrant returns (uint256 amount) {
        require(to != address(0), OperatorBacking_ZeroAccount());
        BackingThaw memory thaw = _thaws[operator][msg.sender][id];
        require(thaw.shares != 0, OperatorBacking_UnknownThaw(operator, msg.sender, id));
        require(block.timestamp >= thaw.end, OperatorBacking_StillThawing(thaw.end));
        Stake storage staked = _stakes[operator];
        amount = Math.min(_worth(staked, thaw.shares), staked.releasing);

        delete _thaws[operator][msg.sender][id];
        // No more than there is.
        staked.releasing -= uint96(amount);

        emit BackingWithdrawn(operator, msg.sender, id, to, amount);

        TOKEN.safeTransfer(to, amount);
    }

    /* REWARDS */

    /// @inheritdoc IOperatorBacking
    function payBackers(uint96 amount) external whenOpen nonReentrant {
        require(amount != 0, OperatorBacking_ZeroAmount());
        uint256 shares = _shares[msg.sender];
        require(shares >= Drips.MIN_SHARES, OperatorBacking_TooFewShares(msg.sender, shares, Drips.MIN_SHARES));
        _accrue(msg.sender);
        Drip storage drip = _drips[msg.sender];
        require(drip.left == 0, OperatorBacking_StillDripping(msg.sender, drip.end));

        drip.start(amount);

        emit BackersPaid(msg.sender, amount, drip.end);

        TOKEN.safeTransferFrom(msg.sender, address(this), amount);
    }

    /// @inheritdoc IOperatorBacking
    function claimBackingRewards(address operator, address to) external nonReentrant returns (uint256 amount) {
        require(to != address(0), OperatorBacking_ZeroAccount());
        _accrue(operator);
        (uint256 shares, int256 debt) = (_sharesOf[operator][msg.sender], _debts[operator][msg.sender]);
        (amount, _debts[operator][msg.sender]) = _drips[operator].pay(shares, debt);
        if (amount == 0) return 0;

        emit BackingRewardClaimed(operator, msg.sender, to, amount);

        TOKEN.safeTransfer(to, amount);
    }

    /* READING */

    /// @inheritdoc IOperatorBacking
    function backingOf(address operator) external view returns (Backing memory) {
        Stake storage staked = _stakes[operator];
        // At most ONE, which is below 2^60.
        return Backing(staked.backing, staked.releasing, uint64(ONE - staked.lost), _shares[operator]);
    }

    /// @inheritdoc IOperatorBacking
    function backedBy(address operator, address backer) external view returns (uint256 shares, uint256 worth) {
        shares = _sharesOf[operator][backer];
        worth = _worth(_stakes[operator], shares);
    }

    /// @inheritdoc IOperatorBacking
    function backingRoom(address operator) public view returns (uint256) {
        Stake storage staked = _stakes[operator];
        if (ONE - staked.lost < MIN_RATE) return 0;
        (uint256 standing, uint256 backing) = (staked.standing, staked.backing);
        uint256 room = Math.saturatingSub((standing - backing) * MAX_BACKING_RATIO, backing);
        return Math.min(room, type(uint96).max - standing);
    }

    /// @inheritdoc IOperatorBacking
    function backingThawOf(address operator, address backer, uint256 id) external view returns (BackingThaw memory) {
        return _thaws[operator][backer][id];
    }

    /// @inheritdoc IOperatorBacking
    function claimableBacking(address operator, address backer) external view returns (uint256) {
        uint256 shares = _sharesOf[operator][backer];
        return _drips[operator].owedNow(_shares[operator], shares, _debts[operator][backer]);
    }

    /// @inheritdoc IOperatorBacking
    function backingDripOf(address operator) external view returns (Drip memory) {
        return _drips[operator];
    }

    /* STEP BY STEP */

    /// @dev Leaves `left` of `total` of what backs the operator and of what backers withdraw, rounded down.
    /// @return backing What still backs it.
    /// @return releasing What backers still withdraw.
    function _slashBacking(
        address operator,
        Stake storage staked,
        uint256 left,
        uint256 total
    ) internal returns (uint256 backing, uint256 releasing) {
        if (!staked.backed) return (0, 0);
        (backing, releasing) = (staked.backing, staked.releasing);
        if (backing + releasing == 0) return (0, 0);
        (backing, releasing) = ((backing * left) / total, (releasing * left) / total);
        uint256 rate = ((ONE - staked.lost) * left) / total;

        // No more than before, and no more than ONE.
        (staked.backing, staked.releasing) = (uint96(backing), uint96(releasing));
        staked.lost = uint64(ONE - rate);

        emit BackingSlashed(operator, backing, releasing, rate);
    }

    function _accrue(address operator) private {
        _drips[operator].accrue(_shares[operator]);
    }

    /// @dev Adds shares to the caller's, or takes them; after `_accrue`. They are below 2^103: a hundred for each of
    /// 2^96 base units.
    function _move(address operator, int256 shares) private {
        _sharesOf[operator][msg.sender] = uint256(int256(_sharesOf[operator][msg.sender]) + shares);
        _shares[operator] = uint128(uint256(int256(uint256(_shares[operator])) + shares));
        _debts[operator][msg.sender] += _drips[operator].debtOf(shares);
    }

    /// @dev Rounded down.
    function _worth(Stake storage staked, uint256 shares) private view returns (uint256) {
        return (shares * (ONE - staked.lost)) / ONE;
    }
}
