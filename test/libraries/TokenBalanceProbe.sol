// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {TokenBalance} from "../../contracts/libraries/TokenBalance.sol";

/// @dev Shows what the library reads.
contract TokenBalanceProbe {
    function heldBy(address token, address account) external view returns (uint256) {
        return TokenBalance.heldBy(token, account);
    }
}
