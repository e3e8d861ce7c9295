// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IOperatorRegistry} from "../interfaces/IOperatorRegistry.sol";
import {BPS} from "../types/Revenue.sol";
import {Backers} from "./Backers.sol";
import {OperatorKeys} from "./OperatorKeys.sol";
import {Stake, StakeLocks} from "./StakeLocks.sol";

/// @title The registry of operators, their stake and their keys
/// @dev Deployed by the meter. Holds exactly all stake, what backs it, and all rewards: what is slashed becomes the
/// reporter's and the treasury's reward, and nothing else moves between accounts. SAHARA moves what it is told to, so
/// no balance is read. The invariants are numbered OPR-1 and on in docs/requirements.md.
contract OperatorRegistry is Backers, OperatorKeys {
    using SafeERC20 for IERC20;
    using StakeLocks for Stake;

    struct Profile {
        uint32 capabilities;
        string endpoint;
    }

    /// @dev Least stake, none of it thawing, of an operator that offers something.
    uint96 public constant MIN_STAKE = 1_000e18;
    /// @dev Seconds. Locks end within 8 days, and no lock is made on what thaws.
    uint40 public constant THAW_PERIOD = 14 days;
    /// @dev Whoever reports itself loses at least the other half.
    uint16 public constant MAX_REWARD_BPS = 5_000;
    uint128 public constant MAX_STAKE_RATIO = 1e36;

    /// @dev A ratio of one: a base unit of stake for one of revenue.
    uint256 private constant ONE = 1e18;
    uint128 private constant SAHARA_RATIO = 1e17;
    uint256 private constant MAX_ENDPOINT_LENGTH = 256;

    address public immutable METER = msg.sender;
    address public immutable TREASURY;

    mapping(address operator => Profile profile) private _profiles;
    mapping(address token => uint128 ratio) public stakeRatioOf;
    mapping(address account => uint256 amount) public rewardOf;

    /// @param token SAHARA.
    constructor(address authority, IERC20 token, address treasury) AccessManaged(authority) Backers(token) {
        TREASURY = treasury;
        _setStakeRatio(address(token), SAHARA_RATIO);
    }

    /* STAKE */

    /// @inheritdoc IOperatorRegistry
    function stake(address operator, uint96 amount) external whenOpen nonReentrant {
        require(operator != address(0), OperatorRegistry_ZeroAccount());
        require(amount != 0, OperatorRegistry_ZeroAmount());
        uint256 standing = uint256(_stakes[operator].standing) + amount;
        require(standing <= type(uint96).max, OperatorRegistry_OutOfBounds(standing, type(uint96).max));

        _stakes[operator].standing = uint96(standing);

        emit Staked(operator, msg.sender, amount);

        TOKEN.safeTransferFrom(msg.sender, address(this), amount);
    }

    /// @inheritdoc IOperatorRegistry
    function requestUnstake(uint96 amount) external returns (uint40 thawEnd) {
        Stake storage staked = _stakes[msg.sender];
        uint96 own = staked.ownStanding() + staked.thawing;
        require(amount <= own, OperatorRegistry_NotStaked(msg.sender, amount, own));

        // Timestamps fit 40 bits for thirty thousand years.
        thawEnd = amount > staked.thawing ? uint40(block.timestamp) + THAW_PERIOD : staked.thawEnd;
        staked.standing = own - amount + staked.backing;
        (staked.thawing, staked.thawEnd) = (amount, thawEnd);

        emit UnstakeRequested(msg.sender, amount, thawEnd);
    }

    /// @inheritdoc IOperatorRegistry
    function withdrawStake(address to) external nonReentrant returns (uint256 amount) {
        require(to != address(0), OperatorRegistry_ZeroAccount());
        Stake storage staked = _stakes[msg.sender];
        (uint96 thawing, uint40 thawEnd) = (staked.thawing, staked.thawEnd);
        require(thawing != 0, OperatorRegistry_NothingThawing(msg.sender));
        require(block.timestamp >= thawEnd, OperatorRegistry_StillThawing(thawEnd));

        // Only after a slash, or when backers leave, is more locked than stands.
        uint256 left = uint256(staked.standing) + thawing;
        amount = Math.min(thawing, Math.saturatingSub(left, staked.lockedNow()));
        // No more than what thaws.
        staked.thawing = thawing - uint96(amount);

        emit StakeWithdrawn(msg.sender, to, amount);

        TOKEN.safeTransfer(to, amount);
    }

    /* PROFILE */

    /// @inheritdoc IOperatorRegistry
    function setProfile(uint32 capabilities, string calldata endpoint, bytes32 metadataRoot) external {
        uint256 length = bytes(endpoint).length;
        require(length <= MAX_ENDPOINT_LENGTH, OperatorRegistry_EndpointTooLong(length, MAX_ENDPOINT_LENGTH));

        _profiles[msg.sender] = Profile(capabilities, endpoint);

        emit ProfileChanged(msg.sender, capabilities, endpoint, metadataRoot);
    }

    /* LOCKING AND SLASHING */

    /// @inheritdoc IOperatorRegistry
    function lockStake(address operator, address token, uint256 revenue) external {
        require(msg.sender == METER, OperatorRegistry_NotMeter(msg.sender));
        uint256 ratio = stakeRatioOf[token];
        if (ratio == 0) return;
        uint256 amount = Math.ceilDiv(revenue * ratio, ONE);

        (uint256 free, uint24 day) = _stakes[operator].lock(amount);
        // The same as revenue ≤ capacity: both say revenue · ratio ≤ free · ONE.
        if (amount > free) revert OperatorRegistry_OverCapacity(operator, revenue, (free * ONE) / ratio);

        emit StakeLocked(operator, token, revenue, amount, day);
    }

    /// @inheritdoc IOperatorRegistry
    function slashKey(
        address operator,
        address key,
        uint16 bps,
        uint16 rewardBps,
        address reporter,
        bytes32 fault
    ) external restricted returns (uint256 amount) {
        require(bps <= BPS, OperatorRegistry_OutOfBounds(bps, BPS));
        _markSlashed(operator, key);

        amount = (uint256(_stakes[operator].total()) * bps) / BPS;
        _slash(operator, key, amount, rewardBps, reporter, fault);
    }

    /// @inheritdoc IOperatorRegistry
    function slash(
        address operator,
        uint96 amount,
        uint16 rewardBps,
        address reporter,
        bytes32 fault
    ) external restricted returns (uint256 slashed) {
        slashed = Math.min(amount, _stakes[operator].total());
        _slash(operator, address(0), slashed, rewardBps, reporter, fault);
    }

    /// @inheritdoc IOperatorRegistry
    function withdrawReward(address to) external nonReentrant returns (uint256 amount) {
        require(to != address(0), OperatorRegistry_ZeroAccount());
        amount = _payReward(msg.sender, to);
    }

    /// @inheritdoc IOperatorRegistry
    function releaseToTreasury() external nonReentrant returns (uint256 amount) {
        amount = _payReward(TREASURY, TREASURY);
    }

    /// @inheritdoc IOperatorRegistry
    function setStakeRatio(address token, uint128 ratio) external restricted {
        require(ratio <= MAX_STAKE_RATIO, OperatorRegistry_OutOfBounds(ratio, MAX_STAKE_RATIO));
        _setStakeRatio(token, ratio);
    }

    /* READING */

    /// @inheritdoc IOperatorRegistry
    function operatorOf(address operator) external view returns (Operator memory) {
        Stake storage staked = _stakes[operator];
        return Operator(staked.total(), staked.thawing, staked.thawEnd, _profiles[operator].capabilities);
    }

    /// @inheritdoc IOperatorRegistry
    function endpointOf(address operator) external view returns (string memory) {
        return _profiles[operator].endpoint;
    }

    /// @inheritdoc IOperatorRegistry
    function isActive(address operator) external view returns (bool) {
        return _stakes[operator].ownStanding() >= MIN_STAKE;
    }

    /// @inheritdoc IOperatorRegistry
    function capacityIn(address operator, address token) external view returns (uint256) {
        uint256 ratio = stakeRatioOf[token];
        // Rounded down.
        return ratio == 0 ? type(uint256).max : (_stakes[operator].free() * ONE) / ratio;
    }

    /// @inheritdoc IOperatorRegistry
    function lockedOf(address operator) public view returns (uint256) {
        return Math.min(_stakes[operator].lockedNow(), _stakes[operator].total());
    }

    /// @dev Takes `amount`, at most the stake, and credits it. What thaws and what backs the operator shrink in
    /// proportion, rounded down. The reward is a part of what the operator itself lost: a share of what backers lose
    /// would be worth a fault.
    function _slash(
        address operator,
        address key,
        uint256 amount,
        uint16 rewardBps,
        address reporter,
        bytes32 fault
    ) private {
        require(rewardBps <= MAX_REWARD_BPS, OperatorRegistry_OutOfBounds(rewardBps, MAX_REWARD_BPS));
        require(reporter != address(0), OperatorRegistry_ZeroAccount());

        Stake storage staked = _stakes[operator];
        (uint256 total, uint256 thawing, uint256 own) = (staked.total(), staked.thawing, staked.ownStanding());
        uint256 left = total - amount;
        own += thawing;
        (uint256 backing, uint256 releasing) = _slashBacking(operator, staked, left, total);
        if (thawing != 0) {
            thawing = (thawing * left) / total;
            // No more than before.
            staked.thawing = uint96(thawing);
        }
        // No more than before either: the part of `left` that falls to it, rounded up.
        staked.standing = uint96(left - thawing - releasing);
        // What is rounded up may leave an operator some base units that were its backers'.
        uint256 reward = (Math.saturatingSub(own, left - backing - releasing) * rewardBps) / BPS;
        rewardOf[reporter] += reward;
        rewardOf[TREASURY] += amount - reward;

        emit Slashed(operator, key, reporter, amount, reward, thawing, fault);
    }

    function _payReward(address account, address to) private returns (uint256 amount) {
        amount = rewardOf[account];
        delete rewardOf[account];

        emit RewardWithdrawn(account, to, amount);

        TOKEN.safeTransfer(to, amount);
    }

    function _setStakeRatio(address token, uint128 ratio) private {
        emit StakeRatioChanged(token, stakeRatioOf[token], ratio);
        stakeRatioOf[token] = ratio;
    }
}
