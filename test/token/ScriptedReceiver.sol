// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC721Receiver} from "@openzeppelin/contracts/token/ERC721/IERC721Receiver.sol";

/// @dev Takes an ERC-721 token as it was told: accepts, answers wrongly, reverts, or calls somewhere else first.
contract ScriptedReceiver is IERC721Receiver {
    enum Manner {
        ACCEPT,
        ANSWER_WRONGLY,
        REVERT,
        CALL_FIRST
    }

    event Received(address operator, address from, uint256 id, bytes data);

    error ScriptedReceiver_Refused(uint256 id);

    Manner private _manner;
    address private _target;
    bytes private _call;

    function setManner(Manner manner) external {
        _manner = manner;
    }

    function callFirst(address target, bytes calldata call_) external {
        _manner = Manner.CALL_FIRST;
        (_target, _call) = (target, call_);
    }

    function onERC721Received(
        address operator,
        address from,
        uint256 id,
        bytes calldata data
    ) external returns (bytes4) {
        require(_manner != Manner.REVERT, ScriptedReceiver_Refused(id));
        if (_manner == Manner.CALL_FIRST) _callTarget();

        emit Received(operator, from, id, data);
        return _manner == Manner.ANSWER_WRONGLY ? bytes4(0xdeadbeef) : this.onERC721Received.selector;
    }

    function _callTarget() private {
        (bool done, bytes memory answer) = _target.call(_call);
        if (done) return;
        assembly ("memory-safe") {
            revert(add(answer, 32), mload(answer))
        }
    }
}
