// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title Content identifiers of IPFS, version 1
library CidV1 {
    bytes32 private constant ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    /// @dev CID version 1, codec raw, multihash sha2-256 of 32 bytes.
    bytes4 private constant RAW_SHA2_256 = 0x01551220;
    /// @dev 36 bytes are 288 bits, so 58 characters of 5 bits, the last padded with two zero bits.
    uint256 private constant LENGTH = 58;

    /// @notice The CIDv1 of a raw block with this sha2-256 digest, in multibase base32 (RFC 4648, lower case).
    function raw(bytes32 digest) internal pure returns (string memory) {
        bytes memory cid = new bytes(LENGTH);
        // 290 bits do not fit one word, so the prefix's 32 bits and the digest's 256 are read through one window.
        uint256 window = uint32(RAW_SHA2_256);
        uint256 bits = 32;
        uint256 next;

        for (uint256 i; i < LENGTH; ++i) {
            if (bits < 5) {
                uint256 taken = next < 32 ? uint8(digest[next++]) : 0;
                window = (window << 8) | taken;
                bits += 8;
            }
            bits -= 5;
            cid[i] = ALPHABET[(window >> bits) & 31];
        }
        return string.concat("b", string(cid));
    }
}
