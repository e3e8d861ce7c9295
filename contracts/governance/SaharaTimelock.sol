// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {ISaharaTimelock} from "../interfaces/ISaharaTimelock.sol";
import {SaharaToken} from "../token/SaharaToken.sol";
import {EXCLUDED} from "../types/Governance.sol";

/// @title The timelock: it executes what governance decided, and is the treasury
/// @dev Nobody may schedule before `admin` has named a proposer and left office. Anyone may execute.
///
/// SAHARA leaves in an operation alone: the token moves what the caller has, what the caller may spend, and what an
/// owner signed. The timelock calls within operations only, allows nothing beyond one, and has no key.
contract SaharaTimelock is TimelockController, ISaharaTimelock {
    uint256 public constant MIN_DELAY = 1 days;
    uint256 public constant MAX_DELAY = 30 days;
    uint256 public constant NOTICE = 12 days;
    uint256 public constant FREE_AMOUNT = 50_000_000e18;
    uint256 public constant WINDOW = 30 days;

    SaharaToken public immutable TOKEN;

    /// @dev What had been moved without notice and not come back at `_movedAt`. Both in one slot.
    uint96 private _moved;
    uint40 private _movedAt;

    constructor(
        uint256 delay,
        address admin,
        SaharaToken token
    ) TimelockController(delay, new address[](0), new address[](1), admin) {
        _requireWithin(delay);
        TOKEN = token;

        // From the first second on: what the treasury holds counts in no quorum.
        token.delegate(EXCLUDED);
    }

    /// @notice Sets the delay of what is scheduled from now on, between 1 and 30 days. Through the timelock only.
    function updateDelay(uint256 newDelay) public override {
        // First, since it checks who asks.
        super.updateDelay(newDelay);

        _requireWithin(newDelay);
    }

    /* TREASURY */

    /// @inheritdoc TimelockController
    function execute(
        address target,
        uint256 value,
        bytes calldata payload,
        bytes32 predecessor,
        bytes32 salt
    ) public payable override {
        bytes32 id = hashOperation(target, value, payload, predecessor, salt);
        // Before the operation is done, since its time is gone then.
        (uint256 ready, uint256 before) = (getTimestamp(id), _held());

        super.execute(target, value, payload, predecessor, salt);

        _count(id, ready, before, _released(target, payload));
    }

    /// @inheritdoc TimelockController
    function executeBatch(
        address[] calldata targets,
        uint256[] calldata values,
        bytes[] calldata payloads,
        bytes32 predecessor,
        bytes32 salt
    ) public payable override {
        bytes32 id = hashOperationBatch(targets, values, payloads, predecessor, salt);
        (uint256 ready, uint256 before) = (getTimestamp(id), _held());

        super.executeBatch(targets, values, payloads, predecessor, salt);

        uint256 released;
        for (uint256 i; i < targets.length; ++i) {
            released = Math.saturatingAdd(released, _released(targets[i], payloads[i]));
        }
        _count(id, ready, before, released);
    }

    /// @inheritdoc ISaharaTimelock
    function freeToMove() public view returns (uint256) {
        uint256 back = (FREE_AMOUNT * (block.timestamp - _movedAt)) / WINDOW;
        // At most FREE_AMOUNT was moved.
        return FREE_AMOUNT - Math.saturatingSub(_moved, back);
    }

    /// @dev What the calls release counts, so that nothing that comes in meanwhile hides it; and what is missing in the
    /// end, if that is more. An operation within another one counts twice, which only refuses more.
    function _count(bytes32 id, uint256 ready, uint256 before, uint256 released) private {
        uint256 amount = Math.max(released, Math.saturatingSub(before, _held()));
        if (amount == 0) return;
        bool noticed = block.timestamp >= ready + NOTICE;
        if (!noticed) {
            uint256 free = freeToMove();
            require(amount <= free, SaharaTimelock_NeedsNotice(id, amount, free, ready + NOTICE));

            // At most FREE_AMOUNT, which is below 2^86; time stays below 2^40 for thirty thousand years.
            (_moved, _movedAt) = (uint96(FREE_AMOUNT - free + amount), uint40(block.timestamp));
        }

        emit TreasuryMoved(id, amount, noticed);
    }

    /// @dev After the call, which the token took: so it had both arguments.
    /// @return amount What the call sent, or let somebody take; of that, nothing may be left.
    function _released(address target, bytes calldata payload) private view returns (uint256 amount) {
        if (target != address(TOKEN)) return 0;
        bytes4 selector = bytes4(payload);
        if (selector != IERC20.transfer.selector && selector != IERC20.approve.selector) return 0;
        address account;
        (account, amount) = abi.decode(payload[4:], (address, uint256));

        if (selector == IERC20.transfer.selector) return amount;
        uint256 allowance = TOKEN.allowance(address(this), account);
        require(allowance == 0, SaharaTimelock_AllowanceLeft(account, allowance));
    }

    function _held() private view returns (uint256) {
        return TOKEN.balanceOf(address(this));
    }

    function _requireWithin(uint256 delay) private pure {
        require(delay >= MIN_DELAY && delay <= MAX_DELAY, SaharaTimelock_OutOfBounds(delay, MIN_DELAY, MAX_DELAY));
    }
}
