// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AssetId} from "./AssetId.sol";
import {toLicenseId} from "./LicenseId.sol";
import {ParentLink, Relation} from "./Provenance.sol";

/// @notice A provenance edge as parent:40 | relation:8 | licence serial:32, so that an array keeps three in a slot.
/// @dev A value type, because structs in an array take a slot each.
type PackedLink is uint80;

using {unpack} for PackedLink global;

/// @dev The licence is one of the parent, so its serial says it all. The parent's id must be below 2^40.
function pack(ParentLink calldata link) pure returns (PackedLink) {
    return
        PackedLink.wrap(
            (uint80(AssetId.unwrap(link.asset)) << 40) | (uint80(uint8(link.relation)) << 32) | link.license.serialOf()
        );
}

function unpack(PackedLink packed) pure returns (ParentLink memory) {
    uint80 bits = PackedLink.unwrap(packed);
    AssetId parent = AssetId.wrap(bits >> 40);
    // The casts cut one field out each.
    return ParentLink(parent, Relation(uint8(bits >> 32)), toLicenseId(parent, uint32(bits)));
}
