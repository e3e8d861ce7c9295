// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";

import {IUsageMeter} from "../interfaces/IUsageMeter.sol";

/// @title Numbers that an account signs under once each, in any order
abstract contract UnorderedNonces is IUsageMeter {
    using BitMaps for BitMaps.BitMap;

    mapping(address account => BitMaps.BitMap used) private _nonces;

    /// @inheritdoc IUsageMeter
    function cancelNonce(uint256 nonce) external {
        _useNonce(msg.sender, nonce);
    }

    /// @inheritdoc IUsageMeter
    function isNonceUsed(address account, uint256 nonce) public view returns (bool) {
        return _nonces[account].get(nonce);
    }

    function _useNonce(address account, uint256 nonce) internal {
        require(!isNonceUsed(account, nonce), UsageMeter_NonceUsed(account, nonce));

        _nonces[account].set(nonce);

        emit NonceUsed(account, nonce);
    }
}
