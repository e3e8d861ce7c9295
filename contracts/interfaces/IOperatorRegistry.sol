// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title The operators: who they are, what they can do, what they risk
/// @notice Operators stake SAHARA. Stake is locked in proportion to what they earned in the last days, stays slashable
/// while it thaws, and is slashed for faults that anyone can prove. Amounts are base units of SAHARA.
/// @dev Who relies on a receipt takes it only if `isKeyAt` is true and it is dated now: what a key signs for a time
/// after its end is nobody's.
interface IOperatorRegistry {
    /// @notice An operator.
    /// @param stake All of its stake: the thawing and the locked part, and what others staked behind it, included.
    /// @param thawing The part whose withdrawal was requested; it can be slashed and locks nothing new.
    /// @param thawEnd Unix time from which it may be withdrawn; says nothing while nothing thaws.
    /// @param capabilities Bit set of CAN_ flags.
    struct Operator {
        uint96 stake;
        uint96 thawing;
        uint40 thawEnd;
        uint32 capabilities;
    }

    /// @notice When a key signed for an operator.
    /// @param from Unix time of its first second; 0: never.
    /// @param until Unix time of the first second after its last; 0: it still signs.
    /// @param slashed Whether stake was slashed for what it signed.
    struct KeyWindow {
        uint40 from;
        uint40 until;
        bool slashed;
    }

    /* EVENTS */

    /// @notice `from` staked `amount` for `operator`.
    event Staked(address indexed operator, address indexed from, uint256 amount);
    /// @notice `thawing` of the stake is to be withdrawn, from `thawEnd` on.
    event UnstakeRequested(address indexed operator, uint256 thawing, uint40 thawEnd);
    /// @notice `amount` of thawed stake left.
    event StakeWithdrawn(address indexed operator, address indexed to, uint256 amount);
    /// @notice The operator says what it can do, and where.
    event ProfileChanged(address indexed operator, uint32 capabilities, string endpoint, bytes32 metadataRoot);
    /// @notice `key` signs for the operator from `from` on.
    event KeyAdded(address indexed operator, address indexed key, uint40 from);
    /// @notice What `key` signs from `until` on is not the operator's.
    event KeyRevoked(address indexed operator, address indexed key, uint40 until);
    /// @notice `stake` is locked until the end of day `day` (Unix time / 86,400).
    event StakeLocked(address indexed operator, address indexed token, uint256 revenue, uint256 stake, uint24 day);
    /// @notice The stake locked for 1e18 base units of revenue in `token` changed.
    event StakeRatioChanged(address indexed token, uint128 previousRatio, uint128 ratio);
    /// @notice `amount` was slashed; `reward` of it is `reporter`'s, the rest the treasury's. What thaws shrank to
    /// `thawing`, in proportion. `key` is zero for a decision.
    event Slashed(
        address indexed operator,
        address indexed key,
        address indexed reporter,
        uint256 amount,
        uint256 reward,
        uint256 thawing,
        bytes32 fault
    );
    /// @notice Rewards of `account`, or the treasury's part of slashed stake, left.
    event RewardWithdrawn(address indexed account, address indexed to, uint256 amount);

    /* ERRORS */

    /// @notice Thrown when an account that must be somebody is zero.
    error OperatorRegistry_ZeroAccount();
    /// @notice Thrown when nothing is to be staked.
    error OperatorRegistry_ZeroAmount();
    /// @notice Thrown when the operator is to withdraw more than it staked itself.
    error OperatorRegistry_NotStaked(address operator, uint256 amount, uint256 stake);
    /// @notice Thrown when nothing thaws that could be withdrawn.
    error OperatorRegistry_NothingThawing(address operator);
    /// @notice Thrown when stake thaws until `thawEnd`.
    error OperatorRegistry_StillThawing(uint40 thawEnd);
    /// @notice Thrown when an endpoint has too many bytes.
    error OperatorRegistry_EndpointTooLong(uint256 length, uint256 max);
    /// @notice Thrown when `key` was added before, by `operator`.
    error OperatorRegistry_KeyTaken(address key, address operator);
    /// @notice Thrown when the proof of possession was not signed by `key`, but by `signer`.
    error OperatorRegistry_NotPossessed(address key, address signer);
    /// @notice Thrown when `key` is not `operator`'s.
    error OperatorRegistry_UnknownKey(address operator, address key);
    /// @notice Thrown when `key` was revoked before.
    error OperatorRegistry_KeyEnded(address key, uint40 until);
    /// @notice Thrown when stake was slashed for `key` before.
    error OperatorRegistry_AlreadySlashed(address key);
    /// @notice Thrown when somebody else than the meter locks stake.
    error OperatorRegistry_NotMeter(address caller);
    /// @notice Thrown when free stake covers less revenue than is to be redeemed.
    error OperatorRegistry_OverCapacity(address operator, uint256 revenue, uint256 capacity);
    /// @notice Thrown when a share or a ratio is above its bound.
    error OperatorRegistry_OutOfBounds(uint256 value, uint256 max);

    /* STAKE */

    /// @notice Stakes `amount` of the caller's SAHARA, out of its allowance, for `operator`, whose it is from then on.
    function stake(address operator, uint96 amount) external;

    /// @notice Sets how much is to be withdrawn; more restarts the 14 days, less keeps them, 0 cancels.
    /// @dev Longer than stake is locked, so that an honest operator gets all that thawed, and long enough to prove what
    /// was signed before the request.
    function requestUnstake(uint96 amount) external returns (uint40 thawEnd);

    /// @notice Pays what has thawed and is neither slashed nor locked to `to`.
    function withdrawStake(address to) external returns (uint256 amount);

    /* PROFILE AND KEYS */

    /// @notice Says what the caller can do and where.
    /// @param endpoint URL of its node, at most 256 bytes.
    /// @param metadataRoot Digest of the raw CIDv1 of its canonical-JSON profile, or zero.
    function setProfile(uint32 capabilities, string calldata endpoint, bytes32 metadataRoot) external;

    /// @notice Lets a key sign receipts and reports from now on. The key signs EIP-712
    /// `OperatorKey(address operator,address key)`, so that nobody can claim another's key. A key is added once, by one
    /// operator: a signature then has one author, and a slashed key is no good for anybody.
    function addKey(address key, bytes calldata possession) external;

    /// @notice What the key signs from now on is not the caller's any more.
    function revokeKey(address key) external;

    /* LOCKING AND SLASHING */

    /// @notice Locks stake for `revenue` base units of `token`, rounded up, today and 7 days more. Only the meter.
    /// @dev Named so that its selector is among the first, like that of `capacityIn`: every redemption calls both, and
    /// a contract tries its selectors in their order.
    function lockStake(address operator, address token, uint256 revenue) external;

    /// @notice Slashes `bps` of the operator's stake, the thawing and the locked part and what backs it included, once
    /// for each key. Restricted.
    /// @dev The key ends with it: what it signs from now on would not be slashed again.
    /// @param rewardBps Part for `reporter` of what the operator itself loses, at most 5,000; the rest goes to the
    /// treasury.
    /// @param fault What proves it, for the event: the digest of a receipt.
    function slashKey(
        address operator,
        address key,
        uint16 bps,
        uint16 rewardBps,
        address reporter,
        bytes32 fault
    ) external returns (uint256 amount);

    /// @notice Slashes `amount` of the operator's stake, or all if that is less, for a decision. Restricted.
    /// @param fault What was decided, for the event: the number of a dispute.
    function slash(
        address operator,
        uint96 amount,
        uint16 rewardBps,
        address reporter,
        bytes32 fault
    ) external returns (uint256 slashed);

    /// @notice Pays the caller its rewards.
    function withdrawReward(address to) external returns (uint256 amount);

    /// @notice Pays the treasury its part of slashed stake. Anyone may call.
    function releaseToTreasury() external returns (uint256 amount);

    /// @notice Sets the stake locked for 1e18 base units of revenue in `token`, at most 1e36. Restricted.
    function setStakeRatio(address token, uint128 ratio) external;

    /* READING */

    /// @notice All zero for whoever never staked nor said what it can do.
    function operatorOf(address operator) external view returns (Operator memory);

    /// @notice URL of the operator's node.
    function endpointOf(address operator) external view returns (string memory);

    /// @notice All zero if the key is not the operator's.
    function keyOf(address operator, address key) external view returns (KeyWindow memory);

    /// @notice Whether `key` signed for `operator` at `time`.
    function isKeyAt(address operator, address key, uint40 time) external view returns (bool);

    /// @notice Whether the operator itself has the least stake that offers need, none of it thawing.
    function isActive(address operator) external view returns (bool);

    /// @notice Revenue in `token` that the free stake of the operator covers now; type(uint256).max without a ratio.
    function capacityIn(address operator, address token) external view returns (uint256);

    /// @notice Stake that can't be withdrawn yet, since it answers for the revenue of the last days.
    function lockedOf(address operator) external view returns (uint256);

    /// @notice Stake locked for 1e18 base units of revenue in `token`.
    function stakeRatioOf(address token) external view returns (uint128);

    /// @notice Rewards of `account` that wait for it; the treasury's part of slashed stake is the treasury's.
    function rewardOf(address account) external view returns (uint256);
}
