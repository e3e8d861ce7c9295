// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {PlainToken} from "./PlainToken.sol";

/// @dev Calls a contract in the middle of every transfer, as ERC-777 hooks can, and remembers how that ended.
contract CallbackToken is PlainToken {
    address private _target;
    bytes private _data;

    uint256 public callCount;
    bool public lastCallSucceeded;
    bytes public lastReturned;

    constructor() PlainToken(18) {}

    /// @dev The zero address stops the calls.
    function callOnTransfer(address target, bytes calldata data) external {
        _target = target;
        _data = data;
    }

    function _update(address from, address to, uint256 amount) internal override {
        super._update(from, to, amount);
        if (from == address(0) || _target == address(0)) return;
        ++callCount;
        (lastCallSucceeded, lastReturned) = _target.call(_data);
    }
}
