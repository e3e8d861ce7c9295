// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice Id of an offer: the EIP-712 digest of the `Offer`.
type OfferId is bytes32;

using {equals as ==} for OfferId global;

function equals(OfferId a, OfferId b) pure returns (bool) {
    return OfferId.unwrap(a) == OfferId.unwrap(b);
}
