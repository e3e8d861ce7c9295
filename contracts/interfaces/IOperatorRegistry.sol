// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title The operators: who they are, what they can do, what they risk
/// @notice Operators stake SAHARA. Stake is locked in proportion to what they earned in the last days, stays slashable
/// while it thaws, and is slashed for faults that anyone can prove. Amounts are base units of SAHARA.
interface IOperatorRegistry {
    /// @notice An operator.
    /// @param stake All of its stake, the thawing and the locked part included.
    /// @param thawing The part whose withdrawal was requested; it can be slashed and locks nothing new.
    /// @param thawEnd Unix time from which it may be withdrawn.
    /// @param capabilities Bit set of CAN_ flags.
    struct Operator {
        uint96 stake;
        uint96 thawing;
        uint40 thawEnd;
        uint32 capabilities;
    }

    /// @notice When a key signed for an operator; `until` 0 is still.
    struct KeyWindow {
        uint40 from;
        uint40 until;
        bool slashed;
    }

    event Staked(address indexed operator, address indexed from, uint256 amount);
    event UnstakeRequested(address indexed operator, uint256 thawing, uint40 thawEnd);
    event StakeWithdrawn(address indexed operator, address indexed to, uint256 amount);
    event ProfileChanged(address indexed operator, uint32 capabilities, string endpoint, bytes32 metadataRoot);
    event KeyAdded(address indexed operator, address indexed key, uint40 from);
    event KeyRevoked(address indexed operator, address indexed key, uint40 until);
    /// @notice `stake` is locked until the end of day `day` (Unix time / 86,400).
    event StakeLocked(address indexed operator, address indexed token, uint256 revenue, uint256 stake, uint24 day);
    event StakeRatioChanged(address indexed token, uint128 previousRatio, uint128 ratio);
    /// @notice `amount` was slashed; `reward` of it is `reporter`'s, the rest the treasury's.
    event Slashed(
        address indexed operator,
        address indexed key,
        address indexed reporter,
        uint256 amount,
        uint256 reward,
        bytes32 fault
    );
    event RewardWithdrawn(address indexed account, address indexed to, uint256 amount);

    /* STAKE */

    /// @notice Stakes `amount` of the caller's SAHARA for `operator`.
    function stake(address operator, uint96 amount) external;

    /// @notice Sets how much is to be withdrawn; more restarts the 14 days, less keeps them, 0 cancels.
    function requestUnstake(uint96 amount) external returns (uint40 thawEnd);

    /// @notice Pays what has thawed and is neither slashed nor locked to `to`.
    function withdrawStake(address to) external returns (uint256 amount);

    /* PROFILE AND KEYS */

    /// @notice Says what the caller can do and where.
    /// @param endpoint URL of its node, at most 256 bytes.
    /// @param metadataRoot Digest of the raw CIDv1 of its canonical-JSON profile, or zero.
    function setProfile(uint32 capabilities, string calldata endpoint, bytes32 metadataRoot) external;

    /// @notice Lets a key sign receipts and reports from now on. The key signs EIP-712
    /// `OperatorKey(address operator,address key)`, so that nobody can claim another's key. A key is added once.
    function addKey(address key, bytes calldata possession) external;

    /// @notice What the key signs from now on is not the caller's any more.
    function revokeKey(address key) external;

    /* LOCKING AND SLASHING */

    /// @notice Locks stake for `revenue` base units of `token`. Only the meter.
    function lock(address operator, address token, uint256 revenue) external;

    /// @notice Slashes `bps` of the operator's stake, once for each key. Restricted.
    /// @param rewardBps Part of it for `reporter`, at most 5,000; the rest goes to the treasury.
    /// @param fault What was proved, for the event.
    function slashKey(
        address operator,
        address key,
        uint16 bps,
        uint16 rewardBps,
        address reporter,
        bytes32 fault
    ) external returns (uint256 amount);

    /// @notice Slashes at most `amount` of the operator's stake, for a decision. Restricted.
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

    function operatorOf(address operator) external view returns (Operator memory);

    function endpointOf(address operator) external view returns (string memory);

    function keyOf(address operator, address key) external view returns (KeyWindow memory);

    /// @notice Whether `key` signed for `operator` at `time`.
    function isKeyAt(address operator, address key, uint40 time) external view returns (bool);

    /// @notice Whether the operator has the least stake that offers need, none of it thawing.
    function isActive(address operator) external view returns (bool);

    /// @notice Revenue in `token` that the free stake of the operator covers now; type(uint256).max without a ratio.
    function capacityOf(address operator, address token) external view returns (uint256);

    function lockedOf(address operator) external view returns (uint256);

    function stakeRatioOf(address token) external view returns (uint128);

    function rewardOf(address account) external view returns (uint256);
}
