// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @dev A holder of units that is a contract. Told to, it refuses the native coin or calls someone when it is paid.
contract TestHolder {
    error TestHolder_Refused();

    bool private _refuses;
    address private _target;
    bytes private _data;

    bool public lastCallSucceeded;
    bytes public lastReturned;

    receive() external payable {
        _receive();
    }

    function refuse(bool refuses) external {
        _refuses = refuses;
    }

    function callOnReceipt(address target, bytes calldata data) external {
        _target = target;
        _data = data;
    }

    function _receive() private {
        require(!_refuses, TestHolder_Refused());
        if (_target != address(0)) (lastCallSucceeded, lastReturned) = _target.call(_data);
    }
}
