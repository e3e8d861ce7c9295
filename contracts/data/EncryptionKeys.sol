// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IDataVault} from "../interfaces/IDataVault.sol";

/// @title The keys that accounts want data wrapped to
/// @dev A key that leaked is replaced. Earlier ones stay, so that a grant can say which one it is wrapped to.
abstract contract EncryptionKeys is IDataVault {
    mapping(address account => bytes32[] keys) private _keys;

    /// @inheritdoc IDataVault
    function setEncryptionKey(bytes32 key) external returns (uint32 keyVersion) {
        require(key != 0, DataVault_ZeroKey());

        _keys[msg.sender].push(key);
        // Nobody pays for 2^32 keys.
        keyVersion = uint32(_keys[msg.sender].length);

        emit EncryptionKeySet(msg.sender, keyVersion, key);
    }

    /// @inheritdoc IDataVault
    function encryptionKeyOf(address account) external view returns (bytes32 key, uint32 keyVersion) {
        keyVersion = _keyVersionOf(account);
        key = encryptionKeyAt(account, keyVersion);
    }

    /// @inheritdoc IDataVault
    function encryptionKeyAt(address account, uint32 keyVersion) public view returns (bytes32) {
        bool exists = keyVersion != 0 && keyVersion <= _keys[account].length;
        return exists ? _keys[account][keyVersion - 1] : bytes32(0);
    }

    function _keyVersionOf(address account) internal view returns (uint32) {
        // See `setEncryptionKey`.
        return uint32(_keys[account].length);
    }
}
