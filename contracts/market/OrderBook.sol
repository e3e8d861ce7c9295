// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";

import {AccountSignature} from "../execution/AccountSignature.sol";
import {IMarketplace} from "../interfaces/IMarketplace.sol";
import {Consent, Order, OrderKind} from "../types/Market.sol";
import {OrderHash} from "./OrderHash.sol";

/// @title Which orders makers have agreed to, and which of them still stand
/// @dev An order is filled under a number of its maker, once; a listed one by taking it off the list. The two never
/// meet: LISTED is no number of a signed order, so nobody can list and sign the same one.
abstract contract OrderBook is IMarketplace, EIP712 {
    using AccountSignature for address;
    using BitMaps for BitMaps.BitMap;

    uint256 private constant LISTED = type(uint256).max;

    mapping(address maker => uint256 counter) public counterOf;
    mapping(bytes32 orderHash => bool listed) public isListed;
    mapping(address maker => BitMaps.BitMap used) private _nonces;

    constructor() EIP712("Sahara Marketplace", "1") {}

    /* CANCELLING */

    /// @inheritdoc IMarketplace
    function unlist(Order memory order) external {
        _requireMaker(order);
        bytes32 orderHash = hashOf(order);
        _takeOffList(orderHash);

        emit OrderUnlisted(orderHash, msg.sender);
    }

    /// @inheritdoc IMarketplace
    function cancel(uint256[] calldata nonces) external {
        for (uint256 i; i < nonces.length; ++i) {
            _nonces[msg.sender].set(nonces[i]);

            emit NonceCancelled(msg.sender, nonces[i]);
        }
    }

    /// @inheritdoc IMarketplace
    function cancelAll() external returns (uint256 counter) {
        counter = ++counterOf[msg.sender];

        emit CounterRaised(msg.sender, counter);
    }

    /* READING */

    /// @inheritdoc IMarketplace
    function hashOf(Order memory order) public view returns (bytes32) {
        return _hashTypedDataV4(OrderHash.order(order));
    }

    /// @inheritdoc IMarketplace
    function isNonceUsed(address maker, uint256 nonce) public view returns (bool) {
        return _nonces[maker].get(nonce);
    }

    /// @inheritdoc IMarketplace
    // solhint-disable-next-line func-name-mixedcase
    function DOMAIN_SEPARATOR() external view returns (bytes32) {
        return _domainSeparatorV4();
    }

    /* INTERNAL */

    function _list(Order memory order) internal returns (bytes32 orderHash) {
        _requireMaker(order);
        _requireStanding(order);
        require(order.nonce == LISTED, Marketplace_WrongNonce(order.nonce, LISTED));
        orderHash = hashOf(order);
        require(!isListed[orderHash], Marketplace_AlreadyListed(orderHash));

        isListed[orderHash] = true;

        emit OrderListed(orderHash, msg.sender, order);
    }

    /// @dev Checks everything that the order itself says, and uses it up.
    function _use(
        Order memory order,
        OrderKind kind,
        Consent calldata consent,
        address filler
    ) internal returns (bytes32 orderHash) {
        require(order.kind == kind, Marketplace_WrongKind(order.kind, kind));
        require(order.taker == address(0) || order.taker == filler, Marketplace_NotTaker(filler, order.taker));
        _requireStanding(order);
        bytes32 structHash = OrderHash.order(order);
        orderHash = _hashTypedDataV4(structHash);

        if (order.nonce == LISTED) {
            _takeOffList(orderHash);
        } else {
            _requireConsent(order.maker, structHash, orderHash, consent);
            _useNonce(order.maker, order.nonce);
        }
    }

    function _useNonce(address maker, uint256 nonce) private {
        require(!isNonceUsed(maker, nonce), Marketplace_NonceUsed(maker, nonce));
        _nonces[maker].set(nonce);
    }

    function _takeOffList(bytes32 orderHash) private {
        require(isListed[orderHash], Marketplace_NotListed(orderHash));
        delete isListed[orderHash];
    }

    function _requireStanding(Order memory order) private view {
        require(order.items.length != 0, Marketplace_NoItems());
        require(block.timestamp <= order.deadline, Marketplace_Expired(order.deadline));
        uint256 counter = counterOf[order.maker];
        require(order.counter == counter, Marketplace_CounterPassed(order.counter, counter));
    }

    function _requireConsent(
        address maker,
        bytes32 structHash,
        bytes32 orderHash,
        Consent calldata consent
    ) private view {
        bytes32 digest =
            consent.siblings.length == 0
                ? orderHash
                : _hashTypedDataV4(OrderHash.tree(structHash, consent.index, consent.siblings));
        require(maker.isSignedBy(digest, consent.signature), Marketplace_InvalidSignature(maker));
    }

    function _requireMaker(Order memory order) private view {
        require(msg.sender == order.maker, Marketplace_NotMaker(msg.sender, order.maker));
    }
}
