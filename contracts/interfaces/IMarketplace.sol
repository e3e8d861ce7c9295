// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AssetId} from "../types/AssetId.sol";
import {Consent, Item, Order, OrderKind, SaleRates, Upstream} from "../types/Market.sol";
import {ISaleSettlement} from "./ISaleSettlement.sol";
import {IUpstreams} from "./IUpstreams.sol";

/// @title The marketplace: assets, units and bundles at fixed prices
/// @notice A maker signs an order off chain, or lists it on chain; whoever fills it pays the gas. What is sold and what
/// it is paid with stay with their owners until then, who let this contract move them: `setApprovalForAll` at the
/// registry, `setOperator` at the ledger, `approve` at the token. Payment is in tokens that each asset sold accepts.
/// @dev Orders are EIP-712 under {name: "Sahara Marketplace", version: "1", chainId, verifyingContract}; accounts with
/// code sign by ERC-1271, or with their key under EIP-7702. Many orders are signed at once as an
/// `OrderTree(Order[2]...[2] orders)`, one `[2]` for each level. Warning: rebasing tokens are not supported.
interface IMarketplace is ISaleSettlement {
    /// @notice An ERC-2612 permit of the caller for this contract.
    struct Permit {
        uint256 value;
        uint256 deadline;
        uint8 v;
        bytes32 r;
        bytes32 s;
    }

    /// @notice An ERC-3009 authorization over the order's price, with the nonce `authorizationNonce`.
    struct Authorization {
        address from;
        uint256 validAfter;
        uint256 validBefore;
        bytes32 salt;
        uint8 v;
        bytes32 r;
        bytes32 s;
    }

    /* EVENTS */

    /// @notice An order was filled; a `Sold` for each of its items says who sold to whom.
    event OrderFilled(
        bytes32 indexed orderHash,
        address indexed maker,
        address indexed token,
        uint256 nonce,
        uint128 price,
        uint256 fee
    );
    /// @notice `maker` agreed to an order on chain.
    event OrderListed(bytes32 indexed orderHash, address indexed maker, Order order);
    /// @notice An order on chain was taken back.
    event OrderUnlisted(bytes32 indexed orderHash, address indexed maker);
    /// @notice No order of `maker` under this number can be filled.
    event NonceCancelled(address indexed maker, uint256 nonce);
    /// @notice Every order of `maker` with a lower counter is void.
    event CounterRaised(address indexed maker, uint256 counter);
    /// @notice Sales from now on are divided by these rates.
    event RatesAdopted(uint16 feeBps, uint16 royaltyBps);

    /* ERRORS */

    /// @notice Thrown when the order is not of the kind that the function fills.
    error Marketplace_WrongKind(OrderKind kind, OrderKind expected);
    /// @notice Thrown when the order's time is over.
    error Marketplace_Expired(uint40 deadline);
    /// @notice Thrown when the order is for somebody else.
    error Marketplace_NotTaker(address filler, address taker);
    /// @notice Thrown when an order has no items.
    error Marketplace_NoItems();
    /// @notice Thrown when an order for one of many assets does not have the one item that says so.
    error Marketplace_NotForAny();
    /// @notice Thrown when the maker has voided the order together with all others.
    error Marketplace_CounterPassed(uint256 orderCounter, uint256 counter);
    /// @notice Thrown when the number was used, or cancelled.
    error Marketplace_NonceUsed(address maker, uint256 nonce);
    /// @notice Thrown when an order is to be listed under a number that is no place, or at one where another stands.
    error Marketplace_NotVacant(uint256 place);
    /// @notice Thrown when a place of the caller's list is to be cancelled as a number; what stands there is unlisted.
    error Marketplace_IsPlace(uint256 place);
    /// @notice Thrown when the order is not listed on chain.
    error Marketplace_NotListed(bytes32 orderHash);
    /// @notice Thrown when the caller is not the maker of the order.
    error Marketplace_NotMaker(address caller, address maker);
    /// @notice Thrown when `maker` has not signed the order.
    error Marketplace_InvalidSignature(address maker);
    /// @notice Thrown when what the seller's guard commits to has changed.
    error Marketplace_GuardBroken(bytes32 guard, bytes32 current);
    /// @notice Thrown when what the buyer agreed to buy has changed.
    error Marketplace_StateChanged(bytes32 expected, bytes32 current);
    /// @notice Thrown when the buyer does not want this asset.
    error Marketplace_NotWanted(AssetId assetId, bytes32 root);
    /// @notice Thrown when the seller would get less than it agreed to.
    error Marketplace_ProceedsTooLow(uint256 proceeds, uint256 min);
    /// @notice Thrown when an authorization brought something else than the price.
    error Marketplace_PriceNotReceived(uint256 received, uint256 price);

    /* FILLING */

    /// @notice Fills a SELL order with the caller's money.
    /// @param expectedState `stateOf` the items as the caller saw them: what has changed since makes this revert. 0
    /// takes them as they are.
    /// @param upstream What the order's guard names; without a guard, what the caller wants settled before.
    function buy(
        Order calldata order,
        Consent calldata consent,
        bytes32 expectedState,
        Upstream calldata upstream
    ) external returns (bytes32 orderHash);

    /// @notice Fills a SELL order with an allowance that the caller gives by signature. A permit that somebody used
    /// before does no harm.
    function buyWithPermit(
        Order calldata order,
        Consent calldata consent,
        bytes32 expectedState,
        Upstream calldata upstream,
        Permit calldata permit
    ) external returns (bytes32 orderHash);

    /// @notice Fills a SELL order for whoever signed the authorization; anyone may relay it, and change nothing.
    function buyWithAuthorization(
        Order calldata order,
        Consent calldata consent,
        bytes32 expectedState,
        Upstream calldata upstream,
        Authorization calldata authorization
    ) external returns (bytes32 orderHash);

    /// @notice Fills a BUY order with what the caller has.
    /// @param minProceeds Least base units that the caller wants for it, after fee and royalty.
    function acceptOffer(
        Order calldata order,
        Consent calldata consent,
        uint256 minProceeds
    ) external returns (bytes32 orderHash);

    /// @notice Fills a BUY_ANY order with the caller's asset, or its units of the asset.
    /// @param membership Merkle proof of the asset's id under the order's guard; empty if that is zero. Leaves are
    /// those of a standard tree of `[uint256]`.
    function acceptCollectionOffer(
        Order calldata order,
        Consent calldata consent,
        AssetId assetId,
        bytes32[] calldata membership,
        uint256 minProceeds
    ) external returns (bytes32 orderHash);

    /* LISTING AND CANCELLING */

    /// @notice Agrees to an order of the caller on chain, which is then filled without a signature. Its nonce is a
    /// vacant place on the caller's list: 2^255, or any number above. Used places take less gas than new ones, and the
    /// first of them least.
    function list(Order calldata order) external returns (bytes32 orderHash);

    /// @notice Takes back an order that the caller listed.
    function unlist(Order calldata order) external;

    /// @notice Makes numbers of the caller unusable; those used already stay so.
    function cancel(uint256[] calldata nonces) external;

    /// @notice Voids every order that the caller has signed or listed so far.
    /// @return counter What orders from now on carry.
    function cancelAll() external returns (uint256 counter);

    /// @notice Makes the rates that governance has decided those of sales from now on. Anyone may; until somebody does,
    /// the rates from before apply, and guards made under them hold.
    function adoptRates() external;

    /* READING */

    /// @notice The rates of fee and royalty that sales are divided by.
    function saleRates() external view returns (SaleRates memory);

    /// @notice What a seller's order commits to with its guard: versions and owners so far of its assets, the rates
    /// of fee and royalty, and which descendants' income must have arrived before.
    function sellGuardOf(Item[] calldata items, Upstream calldata upstream) external view returns (bytes32);

    /// @notice The EIP-712 digest of the order.
    function hashOf(Order calldata order) external view returns (bytes32);

    /// @notice Whether the number was used or cancelled.
    function isNonceUsed(address maker, uint256 nonce) external view returns (bool);

    /// @notice What orders of `maker` carry to be valid.
    function counterOf(address maker) external view returns (uint256);

    /// @notice Whether the order is listed on chain, and neither filled nor taken back.
    function isListed(Order calldata order) external view returns (bool);

    /// @notice Whether the number is a place on the list of `maker` at which nothing stands.
    function isVacant(address maker, uint256 place) external view returns (bool);

    /// @notice The ERC-3009 nonce that binds an authorization to this order and what the buyer saw.
    function authorizationNonce(bytes32 orderHash, bytes32 expectedState, bytes32 salt) external pure returns (bytes32);

    /// @notice What settles the descendants that an order names.
    function UPSTREAMS() external view returns (IUpstreams);

    /// @notice The EIP-712 domain separator.
    function DOMAIN_SEPARATOR() external view returns (bytes32);
}
