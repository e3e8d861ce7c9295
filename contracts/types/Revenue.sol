// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AssetId} from "./AssetId.sol";

/// @dev Units of an asset: its whole revenue. One basis point is 10,000 units.
uint256 constant UNITS = 1e8;
uint256 constant BPS = 10_000;
uint256 constant UNITS_PER_BPS = UNITS / BPS;

/// @dev Most an asset may owe to all its parents together, and most it may pay in fees, in basis points.
uint256 constant MAX_ROYALTY_BPS = 8_000;
uint256 constant MAX_FEE_BPS = 500;

/// @dev Most currencies an asset may accept, so that moving its units stays cheap.
uint256 constant MAX_CURRENCIES_PER_ASSET = 4;

/// @dev The native coin of the chain, as a currency.
address constant NATIVE = address(0);

/// @dev Stands for whoever owns the asset's ERC-721 token at the moment of a claim.
address constant OWNER = address(0);

/// @notice The immutable share of an asset's revenue owed to one parent.
struct Royalty {
    AssetId parent;
    uint16 bps;
}

/// @notice A contributor named at registration.
struct Contributor {
    address account;
    uint32 units;
}

/// @notice Most direct revenue in `currency` that an asset may take; `amount` 0 is without limit.
struct Ceiling {
    address currency;
    uint128 amount;
}

/// @notice Everything the ledger keeps of one asset and one currency, in base units.
/// @param accrued All revenue ever credited.
/// @param settled The part of `accrued` whose royalties have been passed to the parents.
struct Stream {
    uint120 accrued;
    uint120 settled;
    bool frozen;
    bool capped;
}
