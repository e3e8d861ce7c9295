// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC3009} from "@openzeppelin/contracts/interfaces/draft-IERC3009.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {IAssetRegistry} from "../interfaces/IAssetRegistry.sol";
import {IInboxes} from "../interfaces/IInboxes.sol";
import {ILicenseManager} from "../interfaces/ILicenseManager.sol";
import {IMarketplace} from "../interfaces/IMarketplace.sol";
import {IProtocolParameters} from "../interfaces/IProtocolParameters.sol";
import {IRevenueLedger} from "../interfaces/IRevenueLedger.sol";
import {IUpstreams} from "../interfaces/IUpstreams.sol";
import {TokenBalance} from "../libraries/TokenBalance.sol";
import {AssetId, PROTOCOL} from "../types/AssetId.sol";
import {Consent, Item, Order, OrderKind, Sale, Upstream} from "../types/Market.sol";
import {AdoptedRates} from "./AdoptedRates.sol";
import {OrderBook} from "./OrderBook.sol";
import {SaleSettlement} from "./SaleSettlement.sol";
import {Upstreams} from "./Upstreams.sol";

/// @title The marketplace
/// @dev It owns nothing: no asset, unit or token is here before or after a sale, and nobody has a right over it but to
/// pause its entries. An order is used up before anything moves (`_use`), and what a side agreed to is looked at right
/// before the items move (`_settleSale`). The invariants are numbered MKT-1 to MKT-15 in docs/requirements.md.
contract Marketplace is AdoptedRates, OrderBook, ReentrancyGuardTransient {
    using Address for address;
    using TokenBalance for address;

    IUpstreams public immutable UPSTREAMS;

    constructor(
        address authority,
        IProtocolParameters parameters,
        IAssetRegistry registry,
        IRevenueLedger ledger,
        ILicenseManager licenses,
        IInboxes inboxes
    ) AccessManaged(authority) SaleSettlement(parameters, registry, ledger, licenses, inboxes) {
        UPSTREAMS = new Upstreams(ledger);
    }

    /* BUYING */

    /// @inheritdoc IMarketplace
    function buy(
        Order calldata order,
        Consent calldata consent,
        bytes32 expectedState,
        Upstream calldata upstream
    ) public whenOpen nonReentrant returns (bytes32 orderHash) {
        orderHash = _use(order, OrderKind.SELL, consent, msg.sender);
        _fillSell(orderHash, order, expectedState, upstream, msg.sender, msg.sender);
    }

    /// @inheritdoc IMarketplace
    function buyWithPermit(
        Order calldata order,
        Consent calldata consent,
        bytes32 expectedState,
        Upstream calldata upstream,
        Permit calldata permit
    ) external returns (bytes32) {
        // Whoever used the permit first has given the allowance with it; if none is there, paying fails.
        LowLevelCall.callNoReturn(
            order.token,
            abi.encodeCall(
                IERC20Permit.permit,
                (msg.sender, address(this), permit.value, permit.deadline, permit.v, permit.r, permit.s)
            )
        );
        return buy(order, consent, expectedState, upstream);
    }

    /// @inheritdoc IMarketplace
    function buyWithAuthorization(
        Order calldata order,
        Consent calldata consent,
        bytes32 expectedState,
        Upstream calldata upstream,
        Authorization calldata authorization
    ) external whenOpen nonReentrant returns (bytes32 orderHash) {
        address buyer = authorization.from;
        orderHash = _use(order, OrderKind.SELL, consent, buyer);
        bytes32 nonce = authorizationNonce(orderHash, expectedState, authorization.salt);
        _takeAuthorized(order.token, order.price, nonce, authorization);
        _fillSell(orderHash, order, expectedState, upstream, buyer, address(this));
    }

    /* SELLING */

    /// @inheritdoc IMarketplace
    function acceptOffer(
        Order calldata order,
        Consent calldata consent,
        uint256 minProceeds
    ) external whenOpen nonReentrant returns (bytes32 orderHash) {
        orderHash = _use(order, OrderKind.BUY, consent, msg.sender);
        Item[] calldata items = order.items;
        _requireState(items, order.guard);
        Sale memory sale = _saleOf(orderHash, order, msg.sender, order.maker, order.maker);
        _requireProceeds(_fill(order, sale, items), minProceeds);
    }

    /// @inheritdoc IMarketplace
    function acceptCollectionOffer(
        Order calldata order,
        Consent calldata consent,
        AssetId assetId,
        bytes32[] calldata membership,
        uint256 minProceeds
    ) external whenOpen nonReentrant returns (bytes32 orderHash) {
        orderHash = _use(order, OrderKind.BUY_ANY, consent, msg.sender);
        Item[] calldata items = order.items;
        require(items.length == 1 && items[0].assetId == PROTOCOL, Marketplace_NotForAny());
        _requireWanted(assetId, order.guard, membership);
        Sale memory sale = _saleOf(orderHash, order, msg.sender, order.maker, order.maker);
        (uint256 fee, uint256 proceeds) = _settleSale(sale, assetId, items[0].units);
        _tell(order, sale, fee);
        _requireProceeds(proceeds, minProceeds);
    }

    /* LISTING */

    /// @inheritdoc IMarketplace
    function list(Order calldata order) external whenOpen returns (bytes32 orderHash) {
        orderHash = _list(order);
    }

    /* READING */

    /// @inheritdoc IMarketplace
    function sellGuardOf(Item[] calldata items, Upstream calldata upstream) external view returns (bytes32) {
        (uint16 feeBps, uint16 royaltyBps) = _rates();
        return _sellGuardOf(items, feeBps, royaltyBps, upstream);
    }

    /// @inheritdoc IMarketplace
    function authorizationNonce(bytes32 orderHash, bytes32 expectedState, bytes32 salt) public pure returns (bytes32) {
        return keccak256(abi.encode(orderHash, expectedState, salt));
    }

    /* STEP BY STEP */

    function _fillSell(
        bytes32 orderHash,
        Order calldata order,
        bytes32 expectedState,
        Upstream calldata upstream,
        address buyer,
        address payer
    ) private {
        Item[] calldata items = order.items;
        Sale memory sale = _saleOf(orderHash, order, order.maker, buyer, payer);
        if (order.guard != 0) {
            bytes32 guard = _sellGuardOf(items, sale.feeBps, sale.royaltyBps, upstream);
            require(guard == order.guard, Marketplace_GuardBroken(order.guard, guard));
        }
        if (upstream.path.length != 0) UPSTREAMS.settle(upstream);
        _requireState(items, expectedState);
        _fill(order, sale, items);
    }

    function _saleOf(
        bytes32 orderHash,
        Order calldata order,
        address seller,
        address buyer,
        address payer
    ) private view returns (Sale memory) {
        (uint16 feeBps, uint16 royaltyBps) = _rates();
        return Sale(orderHash, seller, buyer, payer, order.token, order.price, feeBps, royaltyBps);
    }

    function _fill(Order calldata order, Sale memory sale, Item[] calldata items) private returns (uint256 proceeds) {
        uint256 fee;
        (fee, proceeds) = items.length == 1
            ? _settleSale(sale, items[0].assetId, items[0].units)
            : _settleBundle(sale, items);
        _tell(order, sale, fee);
    }

    function _tell(Order calldata order, Sale memory sale, uint256 fee) private {
        emit OrderFilled(sale.id, order.maker, sale.token, order.nonce, sale.price, fee);
    }

    /// @dev Brings the price here, from where it is sent on in the same call.
    function _takeAuthorized(address token, uint256 price, bytes32 nonce, Authorization calldata a) private {
        uint256 before = token.heldBy(address(this));

        // A token without ERC-3009 answers with nothing; functionCall makes a named error of that.
        token.functionCall(
            abi.encodeCall(
                IERC3009.receiveWithAuthorization,
                (a.from, address(this), price, a.validAfter, a.validBefore, nonce, a.v, a.r, a.s)
            )
        );

        uint256 held = token.heldBy(address(this));
        uint256 received = held > before ? held - before : 0;
        require(received == price, Marketplace_PriceNotReceived(received, price));
    }

    function _requireState(Item[] calldata items, bytes32 expected) private view {
        if (expected == 0) return;
        bytes32 state = _stateOf(items);
        require(state == expected, Marketplace_StateChanged(expected, state));
    }

    function _requireProceeds(uint256 proceeds, uint256 least) private pure {
        require(proceeds >= least, Marketplace_ProceedsTooLow(proceeds, least));
    }

    /// @dev Hashed twice, so that no inner node can pass for an id.
    function _requireWanted(AssetId assetId, bytes32 root, bytes32[] calldata membership) private pure {
        bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(assetId))));
        require(root == 0 || MerkleProof.verifyCalldata(membership, root, leaf), Marketplace_NotWanted(assetId, root));
    }

    function _sellGuardOf(
        Item[] calldata items,
        uint16 feeBps,
        uint16 royaltyBps,
        Upstream calldata upstream
    ) private view returns (bytes32) {
        bytes32 path = keccak256(abi.encodePacked(upstream.path));
        return keccak256(abi.encode(_stampOf(items), feeBps, royaltyBps, path, upstream.maxUnsettled));
    }
}
