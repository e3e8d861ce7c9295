// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";

/// @dev A contract account that answers as it was told to when it is asked about a signature, whatever was signed.
contract OddWallet {
    /// @param APPROVE Says yes.
    /// @param LIE Answers with a truth, but not with the magic value.
    /// @param SHORT Answers with the magic value in four bytes.
    /// @param REFUSE Reverts.
    /// @param BURN Runs until all gas is gone.
    /// @param BOMB Answers with as many zeros as its gas can pay for.
    /// @param BOMB_REVERT Reverts with as many.
    enum Mood {
        APPROVE,
        LIE,
        SHORT,
        REFUSE,
        BURN,
        BOMB,
        BOMB_REVERT
    }

    Mood public mood;

    error OddWallet_Refused();

    function setMood(Mood newMood) external {
        mood = newMood;
    }

    function isValidSignature(bytes32, bytes calldata) external view returns (bytes32) {
        Mood now_ = mood;
        if (now_ == Mood.BURN) while (gasleft() > 0) {}
        if (now_ == Mood.REFUSE) revert OddWallet_Refused();
        if (now_ == Mood.LIE) return bytes32(uint256(1));
        bytes32 magic = bytes32(IERC1271.isValidSignature.selector);
        if (now_ == Mood.APPROVE) return magic;
        bool fails = now_ == Mood.BOMB_REVERT;
        uint256 size = now_ == Mood.SHORT ? 4 : 200_000;
        assembly ("memory-safe") {
            let free := mload(0x40)
            if eq(size, 4) {
                mstore(free, magic)
            }
            if fails {
                revert(free, size)
            }
            return(free, size)
        }
    }
}
