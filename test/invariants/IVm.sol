// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @dev The few cheatcodes of the Solidity test runner that the tests use.
interface IVm {
    /// @dev The next call comes from `sender`.
    function prank(address sender) external;

    /// @dev Sets an account's native coin.
    function deal(address account, uint256 amount) external;

    /// @dev The creation code of a compiled contract, so that the tests need not compile it into themselves.
    function getCode(string calldata artifact) external view returns (bytes memory);
}

/// @dev Where the runner answers: the last 20 bytes of keccak256("hevm cheat code").
IVm constant VM = IVm(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D);
