// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AssetId} from "./AssetId.sol";
import {Royalty} from "./Revenue.sol";

/// @notice A royalty as parent:40 | bps:16, so that two fit an asset's head and an array keeps four in a slot.
/// @dev A value type, because structs in an array take a slot each.
type PackedRoyalty is uint56;

using {unpack} for PackedRoyalty global;

/// @dev The parent's id must be below 2^40.
function pack(Royalty calldata royalty) pure returns (PackedRoyalty) {
    return PackedRoyalty.wrap((uint56(AssetId.unwrap(royalty.parent)) << 16) | royalty.bps);
}

/// @return parent Whom the royalty is owed to.
/// @return bps Its share in basis points.
function unpack(PackedRoyalty packed) pure returns (AssetId parent, uint256 bps) {
    uint56 bits = PackedRoyalty.unwrap(packed);
    // The cast cuts the basis points out.
    return (AssetId.wrap(bits >> 16), uint16(bits));
}
