// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice Id of an asset, equal to its ERC-721 token id. Ids count up from 1 and stay below 2^40.
type AssetId is uint256;

using {equals as ==, differs as !=, precedes as <} for AssetId global;

/// @dev The protocol itself is asset 0 of the revenue ledger: fees are paid to it and its owner is the treasury.
AssetId constant PROTOCOL = AssetId.wrap(0);

function equals(AssetId a, AssetId b) pure returns (bool) {
    return AssetId.unwrap(a) == AssetId.unwrap(b);
}

function differs(AssetId a, AssetId b) pure returns (bool) {
    return AssetId.unwrap(a) != AssetId.unwrap(b);
}

function precedes(AssetId a, AssetId b) pure returns (bool) {
    return AssetId.unwrap(a) < AssetId.unwrap(b);
}
