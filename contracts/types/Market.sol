// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AssetId} from "./AssetId.sol";

/// @notice What is sold: an asset with the units bound to its owner, or units that somebody holds.
/// @param units How many units of the asset; 0 is the asset itself.
struct Item {
    AssetId assetId;
    uint256 units;
}

/// @notice The shares of protocol and asset in a sale, in basis points of its price.
struct SaleRates {
    uint16 feeBps;
    uint16 royaltyBps;
}

/// @notice One sale, however it came about.
/// @param id Names the sale in events, and in the ledger's as the reference of the royalty.
/// @param payer Who has the money: the buyer, or the market itself when it holds it already.
/// @param price Base units of `token`, protocol's and asset's shares included.
/// @param feeBps The protocol's share, and `royaltyBps` that of the assets sold, in basis points of the price.
struct Sale {
    bytes32 id;
    address seller;
    address buyer;
    address payer;
    address token;
    uint128 price;
    uint16 feeBps;
    uint16 royaltyBps;
}

/// @notice Descendants whose income reaches what is sold only when somebody settles them.
/// @param path Assets with parents, deepest first.
/// @param maxUnsettled Most revenue of all of them together that may wait in any one currency, in base units.
struct Upstream {
    AssetId[] path;
    uint256 maxUnsettled;
}

/// @notice SELL: the maker sells. BUY: the maker buys these items. BUY_ANY: the maker buys one of many assets.
enum OrderKind {
    SELL,
    BUY,
    BUY_ANY
}

/// @notice What a maker signs, or lists on chain: all of it or nothing.
/// @param items At least one; of BUY_ANY exactly one, with asset 0.
/// @param price Base units of `token` for everything; of SELL what the buyer pays, shares of others included.
/// @param taker Who alone may fill it; zero is anyone.
/// @param deadline Unix time of the last second in which it can be filled.
/// @param nonce A number below 2^255 that the maker uses once, in any order; from there on, the place at which an order
/// is listed on chain.
/// @param counter The maker's counter, which `cancelAll` raises.
/// @param guard What protects the maker, 0 being nothing. SELL: `sellGuardOf`. BUY: `stateOf` the items. BUY_ANY: root
/// of the Merkle tree of acceptable asset ids (0: all assets).
struct Order {
    address maker;
    OrderKind kind;
    Item[] items;
    address token;
    uint128 price;
    address taker;
    uint40 deadline;
    uint256 nonce;
    uint256 counter;
    bytes32 guard;
}

/// @notice How the maker agreed to an order: by signature, or by one over the root of a tree of orders.
/// @param index Place of the order in the tree.
/// @param siblings From the order upwards; empty when the order itself was signed.
struct Consent {
    bytes signature;
    uint256 index;
    bytes32[] siblings;
}
