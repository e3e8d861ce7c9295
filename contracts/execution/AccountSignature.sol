// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @title Whether an account of any kind has signed
/// @dev A signature is first read as that of a key, so that an account with an EIP-7702 delegation signs as it did
/// before it had code. Then the account's code is asked, which can neither burn all gas nor flood the caller with an
/// answer.
library AccountSignature {
    /// @dev Most gas that an account's code may take for its answer.
    uint256 private constant MAX_GAS = 150_000;

    /// @notice Whether `account` has signed `digest`.
    function isSignedBy(address account, bytes32 digest, bytes calldata signature) internal view returns (bool) {
        return (account != address(0) && recover(digest, signature) == account) || approves(account, digest, signature);
    }

    /// @notice Whose key has signed, in 65 bytes with a low s; zero if that can't be said.
    function recover(bytes32 digest, bytes calldata signature) internal pure returns (address signer) {
        (signer, , ) = ECDSA.tryRecoverCalldata(digest, signature);
    }

    /// @notice Whether the code of `account` approves the signature (ERC-1271). An account without code does not.
    function approves(address account, bytes32 digest, bytes calldata signature) internal view returns (bool approved) {
        bytes memory question = abi.encodeCall(IERC1271.isValidSignature, (digest, signature));
        bytes32 approval = bytes32(IERC1271.isValidSignature.selector);
        assembly ("memory-safe") {
            // At most one word of the answer is copied, to the scratch space.
            let answered := staticcall(MAX_GAS, account, add(question, 32), mload(question), 0, 32)
            approved := and(answered, and(gt(returndatasize(), 31), eq(mload(0), approval)))
        }
    }
}
