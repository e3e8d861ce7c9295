// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {PlainToken} from "./PlainToken.sol";

/// @dev Refuses transfers from and to blocked accounts, as USDC does.
contract BlocklistToken is PlainToken {
    error BlocklistToken_Blocked(address account);

    mapping(address account => bool blocked) public isBlocked;

    constructor() PlainToken(6) {}

    function setBlocked(address account, bool blocked) external {
        isBlocked[account] = blocked;
    }

    function _update(address from, address to, uint256 amount) internal override {
        require(!isBlocked[from], BlocklistToken_Blocked(from));
        require(!isBlocked[to], BlocklistToken_Blocked(to));
        super._update(from, to, amount);
    }
}
