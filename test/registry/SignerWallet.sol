// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {IERC721Receiver} from "@openzeppelin/contracts/token/ERC721/IERC721Receiver.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @dev A contract account as careless ones are: it takes its signer's signature of any raw hash, whatever it is for.
contract SignerWallet is IERC1271, IERC721Receiver {
    address private immutable SIGNER;

    event TokenReceived(uint256 id);

    error SignerWallet_NotSigner(address caller);

    constructor(address signer) {
        SIGNER = signer;
    }

    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        return ECDSA.recoverCalldata(hash, signature) == SIGNER ? this.isValidSignature.selector : bytes4(0xffffffff);
    }

    function onERC721Received(address, address, uint256 id, bytes calldata) external returns (bytes4) {
        emit TokenReceived(id);
        return this.onERC721Received.selector;
    }

    function execute(address target, bytes calldata call_) external returns (bytes memory) {
        require(msg.sender == SIGNER, SignerWallet_NotSigner(msg.sender));
        (bool done, bytes memory answer) = target.call(call_);
        if (!done) {
            assembly ("memory-safe") {
                revert(add(answer, 32), mload(answer))
            }
        }
        return answer;
    }
}
