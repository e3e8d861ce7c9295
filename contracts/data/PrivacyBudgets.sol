// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AssetId} from "../types/AssetId.sol";
import {PrivacyBudget, ProgramLimits} from "../types/DataRelease.sol";
import {IDataVault} from "../interfaces/IDataVault.sol";
import {AssetRules} from "./AssetRules.sol";

/// @title What may be computed on data that stays where it is, and how much the answers may say
/// @dev What an owner allows counts while it owns the asset. A buyer inherits no program and no operator, but the
/// budget: what was said about a row stays said.
abstract contract PrivacyBudgets is AssetRules {
    /// @dev A program in one slot; allowed while `by` owns the asset.
    struct Program {
        address by;
        uint32 maxRows;
        uint32 maxOutputBytes;
        uint32 minGroupSize;
    }

    mapping(AssetId assetId => mapping(bytes32 programHash => Program program)) private _programs;
    mapping(AssetId assetId => mapping(address operator => address by)) private _allowedBy;
    mapping(AssetId assetId => mapping(uint32 version => PrivacyBudget budget)) private _budgets;

    /* PROGRAMS AND OPERATORS */

    /// @inheritdoc IDataVault
    function allowProgram(AssetId assetId, bytes32 programHash, ProgramLimits calldata limits) external {
        _requireOwner(assetId);
        require(limits.maxRows != 0 && limits.maxOutputBytes != 0 && limits.minGroupSize != 0, DataVault_ZeroLimit());

        _programs[assetId][programHash] = Program({
            by: msg.sender,
            maxRows: limits.maxRows,
            maxOutputBytes: limits.maxOutputBytes,
            minGroupSize: limits.minGroupSize
        });

        emit ProgramAllowed(assetId, programHash, msg.sender, limits);
    }

    /// @inheritdoc IDataVault
    function disallowProgram(AssetId assetId, bytes32 programHash) external {
        _requireOwner(assetId);

        delete _programs[assetId][programHash];

        emit ProgramDisallowed(assetId, programHash);
    }

    /// @inheritdoc IDataVault
    function programOf(
        AssetId assetId,
        bytes32 programHash
    ) external view returns (bool allowed, ProgramLimits memory limits) {
        Program memory p = _programs[assetId][programHash];
        allowed = p.by != address(0) && p.by == _ownerOf(assetId);
        if (allowed) limits = ProgramLimits(p.maxRows, p.maxOutputBytes, p.minGroupSize);
    }

    /// @inheritdoc IDataVault
    function setComputeOperator(AssetId assetId, address operator, bool allowed) external {
        _requireOwner(assetId);

        _allowedBy[assetId][operator] = allowed ? msg.sender : address(0);

        emit ComputeOperatorSet(assetId, operator, msg.sender, allowed);
    }

    /// @inheritdoc IDataVault
    function isComputeOperator(AssetId assetId, address operator) external view returns (bool) {
        // An asset's owner is never zero.
        return _allowedBy[assetId][operator] == _ownerOf(assetId);
    }

    /* BUDGETS */

    /// @inheritdoc IDataVault
    function setPrivacyBudget(AssetId assetId, uint32 version, uint64 total) external {
        _requireOwnVersion(assetId, version);
        PrivacyBudget storage budget = _budgets[assetId][version];
        require(!budget.opened || total <= budget.total, DataVault_BudgetRaised(assetId, version, total));

        uint64 lowered = total < budget.spent ? budget.spent : total;
        (budget.total, budget.opened) = (lowered, true);

        emit PrivacyBudgetSet(assetId, version, lowered);
    }

    /// @inheritdoc IDataVault
    function spend(AssetId assetId, uint32 version, bytes32 programHash, uint64 epsilon, bytes32 jobRef) external {
        address owner = _ownerOf(assetId);
        require(_allowedBy[assetId][msg.sender] == owner, DataVault_NotComputeOperator(assetId, msg.sender));
        require(_programs[assetId][programHash].by == owner, DataVault_ProgramNotAllowed(assetId, programHash));
        require(!_isDisputed(assetId), DataVault_Disputed(assetId));
        require(epsilon != 0, DataVault_ZeroEpsilon());
        PrivacyBudget memory budget = _budgets[assetId][version];
        uint64 left = budget.total - budget.spent;
        require(epsilon <= left, DataVault_BudgetExceeded(assetId, version, epsilon, left));

        // At most the total.
        _budgets[assetId][version].spent = budget.spent + epsilon;

        emit PrivacySpent(assetId, version, msg.sender, programHash, epsilon, left - epsilon, jobRef);
    }

    /// @inheritdoc IDataVault
    function privacyBudgetOf(AssetId assetId, uint32 version) external view returns (PrivacyBudget memory) {
        return _budgets[assetId][version];
    }
}
