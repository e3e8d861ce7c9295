// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AssetId} from "./AssetId.sol";

/// @notice Id of a licence, equal to its ERC-721 token id: `asset << 32 | serial`.
type LicenseId is uint256;

using {assetOf, serialOf} for LicenseId global;

/// @dev The id names the asset, so a licence needs no slot that says what it licenses.
function toLicenseId(AssetId asset, uint32 serial) pure returns (LicenseId) {
    return LicenseId.wrap((AssetId.unwrap(asset) << 32) | serial);
}

function assetOf(LicenseId id) pure returns (AssetId) {
    return AssetId.wrap(LicenseId.unwrap(id) >> 32);
}

/// @dev Truncates on purpose: the low 32 bits are the serial.
function serialOf(LicenseId id) pure returns (uint32) {
    return uint32(LicenseId.unwrap(id));
}
