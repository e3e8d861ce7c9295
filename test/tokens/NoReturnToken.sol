// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @dev Moves as an ERC-20 does but returns nothing from `transfer`, `transferFrom` and `approve`, as USDT does; like
/// there, an allowance can only be changed by way of zero.
contract NoReturnToken {
    error NoReturnToken_ApproveFromNonZero();

    mapping(address account => uint256 amount) public balanceOf;
    mapping(address account => mapping(address spender => uint256 amount)) public allowance;

    function mint(address to, uint256 amount) external {
        balanceOf[to] += amount;
    }

    function approve(address spender, uint256 amount) external {
        require(amount == 0 || allowance[msg.sender][spender] == 0, NoReturnToken_ApproveFromNonZero());
        allowance[msg.sender][spender] = amount;
    }

    function transfer(address to, uint256 amount) external {
        _move(msg.sender, to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) external {
        allowance[from][msg.sender] -= amount;
        _move(from, to, amount);
    }

    function _move(address from, address to, uint256 amount) private {
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
    }
}
