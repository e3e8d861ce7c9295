// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

import {IOperatorRegistry} from "../interfaces/IOperatorRegistry.sol";

/// @title The keys with which operators sign, and when they did
abstract contract OperatorKeys is IOperatorRegistry, EIP712 {
    /// @dev One slot.
    struct KeyRecord {
        address operator;
        uint40 from;
        uint40 until;
        bool slashed;
    }

    bytes32 private constant OPERATOR_KEY_TYPEHASH = keccak256("OperatorKey(address operator,address key)");

    mapping(address key => KeyRecord record) private _keys;

    constructor() EIP712("OperatorRegistry", "1") {}

    /// @inheritdoc IOperatorRegistry
    function addKey(address key, bytes calldata possession) external {
        address holder = _keys[key].operator;
        require(holder == address(0), OperatorRegistry_KeyTaken(key, holder));
        bytes32 digest = _hashTypedDataV4(keccak256(abi.encode(OPERATOR_KEY_TYPEHASH, msg.sender, key)));
        // No signature recovers to zero without an error, which leaves the signer zero.
        (address signer, , ) = ECDSA.tryRecoverCalldata(digest, possession);
        require(signer == key && key != address(0), OperatorRegistry_NotPossessed(key, signer));

        // Timestamps fit 40 bits for thirty thousand years.
        uint40 from = uint40(block.timestamp);
        _keys[key] = KeyRecord(msg.sender, from, 0, false);

        emit KeyAdded(msg.sender, key, from);
    }

    /// @inheritdoc IOperatorRegistry
    function revokeKey(address key) external {
        KeyRecord memory record = _recordOf(msg.sender, key);
        require(record.until == 0, OperatorRegistry_KeyEnded(key, record.until));

        _endKey(msg.sender, key);
    }

    /// @inheritdoc IOperatorRegistry
    function keyOf(address operator, address key) public view returns (KeyWindow memory window) {
        KeyRecord memory record = _keys[key];
        if (record.operator == operator) window = KeyWindow(record.from, record.until, record.slashed);
    }

    /// @inheritdoc IOperatorRegistry
    function isKeyAt(address operator, address key, uint40 time) external view returns (bool) {
        KeyWindow memory window = keyOf(operator, key);
        return window.from != 0 && window.from <= time && (window.until == 0 || time < window.until);
    }

    /// @dev Marks the key as slashed and ends it: what it signed from now on could not be slashed again.
    function _markSlashed(address operator, address key) internal {
        KeyRecord memory record = _recordOf(operator, key);
        require(!record.slashed, OperatorRegistry_AlreadySlashed(key));

        _keys[key].slashed = true;
        if (record.until == 0) _endKey(operator, key);
    }

    function _endKey(address operator, address key) private {
        // Timestamps fit 40 bits for thirty thousand years.
        uint40 until = uint40(block.timestamp);
        _keys[key].until = until;

        emit KeyRevoked(operator, key, until);
    }

    function _recordOf(address operator, address key) private view returns (KeyRecord memory record) {
        record = _keys[key];
        require(record.from != 0 && record.operator == operator, OperatorRegistry_UnknownKey(operator, key));
    }
}
