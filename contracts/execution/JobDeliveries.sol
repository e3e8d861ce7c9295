// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

import {IJobBoard} from "../interfaces/IJobBoard.sol";
import {IOperatorRegistry} from "../interfaces/IOperatorRegistry.sol";
import {CAN_COMPUTE_TO_DATA, CAN_INFER_IN_BATCHES, CAN_TRAIN} from "../types/Capability.sol";
import {JobId} from "../types/JobId.sol";
import {JobBook} from "./JobBook.sol";

/// @title Deliveries: who may do a job, and what its operator signed
/// @dev A job is delivered once, so a signed report needs no nonce. In a race a report is worth copying, since the
/// first counts; so it must have been committed to in an earlier block, which whoever copies it from the delivery has
/// not.
abstract contract JobDeliveries is JobBook, EIP712 {
    bytes32 private constant REPORT_TYPEHASH = keccak256(
        "JobReport(uint256 jobId,address operator,bytes32 resultRoot,bytes32 reportRoot,uint96 amount)"
    );

    IOperatorRegistry public immutable OPERATORS;

    mapping(bytes32 digest => uint40 time) public committedAt;

    constructor(IOperatorRegistry operators) EIP712("JobBoard", "1") {
        OPERATORS = operators;
    }

    /// @inheritdoc IJobBoard
    function commitDelivery(JobId jobId, bytes32 digest) external {
        // The first counts: nobody can make a commitment younger by repeating it.
        if (committedAt[digest] != 0) return;

        // Time stays below 2^40 for thirty thousand years.
        committedAt[digest] = uint40(block.timestamp);

        emit DeliveryCommitted(jobId, digest);
    }

    /// @inheritdoc IJobBoard
    function deliver(JobId jobId, address operator, Delivery calldata delivery, bytes calldata signature) external {
        Posted storage job = _posted[jobId];
        bytes32 digest = reportDigestOf(jobId, operator, delivery);
        if (job.race) _requireRacing(jobId, operator, digest);
        else _requireTakenBy(jobId, operator);
        _requireUntil(job.deliverBy);
        require(delivery.resultRoot != 0 && delivery.reportRoot != 0, JobBoard_ZeroRoot());
        uint96 funded = job.funded;
        require(delivery.amount <= funded, JobBoard_AmountAboveFunded(delivery.amount, funded));
        address key = msg.sender == operator ? operator : _keyOf(operator, digest, signature);

        job.state = JobState.DELIVERED;
        if (job.race) job.operator = operator;
        _delivered[jobId] = Delivered(delivery.resultRoot, delivery.amount, uint40(block.timestamp));

        emit JobDelivered(jobId, operator, delivery, key);
    }

    /// @inheritdoc IJobBoard
    function reportDigestOf(JobId jobId, address operator, Delivery calldata delivery) public view returns (bytes32) {
        return
            _hashTypedDataV4(
                keccak256(
                    abi.encode(
                        REPORT_TYPEHASH,
                        jobId,
                        operator,
                        delivery.resultRoot,
                        delivery.reportRoot,
                        delivery.amount
                    )
                )
            );
    }

    function _requireTakenBy(JobId jobId, address operator) private view {
        _requireState(jobId, JobState.TAKEN);
        require(_posted[jobId].operator == operator, JobBoard_NotOperator(jobId, operator));
    }

    function _requireRacing(JobId jobId, address operator, bytes32 digest) private view {
        _requireState(jobId, JobState.OPEN);
        _requireAble(operator, _posted[jobId].kind);
        uint40 time = committedAt[digest];
        require(time != 0 && time < block.timestamp, JobBoard_NotCommitted(digest));
    }

    /// @dev That the operator has stake and says it can do jobs of this kind.
    function _requireAble(address operator, JobKind kind) internal view {
        require(OPERATORS.isActive(operator), JobBoard_OperatorNotActive(operator));
        uint32 capabilities = OPERATORS.operatorOf(operator).capabilities;
        require(capabilities & _capabilityFor(kind) != 0, JobBoard_NotCapable(operator, kind));
    }

    /// @dev The key that signed, which must be the operator's now; zero for what is no signature.
    function _keyOf(address operator, bytes32 digest, bytes calldata signature) private view returns (address key) {
        (key, , ) = ECDSA.tryRecoverCalldata(digest, signature);
        bool isKey = key != address(0) && OPERATORS.isKeyAt(operator, key, uint40(block.timestamp));
        require(isKey, JobBoard_NotOperatorsKey(operator, key));
    }

    function _capabilityFor(JobKind kind) private pure returns (uint32) {
        if (kind == JobKind.TRAINING) return CAN_TRAIN;
        return kind == JobKind.BATCH_INFERENCE ? CAN_INFER_IN_BATCHES : CAN_COMPUTE_TO_DATA;
    }
}
