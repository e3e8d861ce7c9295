// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";

import {AccountSignature} from "../execution/AccountSignature.sol";
import {IMarketplace} from "../interfaces/IMarketplace.sol";
import {Consent, Order, OrderKind} from "../types/Market.sol";
import {OrderHash} from "./OrderHash.sol";

/// @title Which orders makers have agreed to, and which of them still stand
/// @dev An order is filled under a number of its maker, once; a listed one by taking it off its place. The two never
/// meet: from FIRST_PLACE on a number is a place on its maker's list, and no signature counts.
abstract contract OrderBook is IMarketplace, EIP712 {
    using AccountSignature for address;
    using BitMaps for BitMaps.BitMap;

    /// @dev Three in one slot: what every order needs, and the numbers and the place that are used first.
    struct Maker {
        uint32 counter;
        /// @dev A bit for each number below NEAR_NUMBERS.
        uint64 used;
        /// @dev What stands at FIRST_PLACE.
        uint160 listed;
        BitMaps.BitMap farNumbers;
        mapping(uint256 place => uint160 listed) farPlaces;
    }

    uint256 private constant FIRST_PLACE = 1 << 255;
    uint256 private constant NEAR_NUMBERS = 64;
    /// @dev What stands at a place from which an order was taken: its slot stays in use, so that the next order takes
    /// 5,000 instead of 22,100.
    uint160 private constant VACANT = 1;

    mapping(address account => Maker maker) private _makers;

    constructor() EIP712("Sahara Marketplace", "1") {}

    /* CANCELLING */

    /// @inheritdoc IMarketplace
    function unlist(Order calldata order) external {
        _requireMaker(order);
        bytes32 orderHash = hashOf(order);
        _takeOffList(_makers[msg.sender], order.nonce, orderHash);

        emit OrderUnlisted(orderHash, msg.sender);
    }

    /// @inheritdoc IMarketplace
    function cancel(uint256[] calldata nonces) external {
        for (uint256 i; i < nonces.length; ++i) {
            uint256 nonce = nonces[i];
            require(nonce < FIRST_PLACE, Marketplace_IsPlace(nonce));
            _setUsed(_makers[msg.sender], nonce);

            emit NonceCancelled(msg.sender, nonce);
        }
    }

    /// @inheritdoc IMarketplace
    function cancelAll() external returns (uint256 counter) {
        // Four thousand million calls do not happen; the last would fail.
        counter = ++_makers[msg.sender].counter;

        emit CounterRaised(msg.sender, counter);
    }

    /* READING */

    /// @inheritdoc IMarketplace
    function hashOf(Order calldata order) public view returns (bytes32) {
        return _hashTypedDataV4(OrderHash.order(order));
    }

    /// @inheritdoc IMarketplace
    function counterOf(address maker) external view returns (uint256) {
        return _makers[maker].counter;
    }

    /// @inheritdoc IMarketplace
    function isNonceUsed(address maker, uint256 nonce) external view returns (bool) {
        return _isUsed(_makers[maker], nonce);
    }

    /// @inheritdoc IMarketplace
    function isListed(Order calldata order) external view returns (bool) {
        return _listedAt(_makers[order.maker], order.nonce) == _markOf(hashOf(order));
    }

    /// @inheritdoc IMarketplace
    function isVacant(address maker, uint256 place) external view returns (bool) {
        return _isVacant(_makers[maker], place);
    }

    /// @inheritdoc IMarketplace
    // solhint-disable-next-line func-name-mixedcase
    function DOMAIN_SEPARATOR() external view returns (bytes32) {
        return _domainSeparatorV4();
    }

    /* INTERNAL */

    function _list(Order calldata order) internal returns (bytes32 orderHash) {
        _requireMaker(order);
        Maker storage maker = _makers[msg.sender];
        _requireStanding(order, maker);
        uint256 place = order.nonce;
        require(_isVacant(maker, place), Marketplace_NotVacant(place));
        orderHash = hashOf(order);

        _setListed(maker, place, _markOf(orderHash));

        emit OrderListed(orderHash, msg.sender, order);
    }

    /// @dev Checks everything that the order itself says, and uses it up.
    function _use(
        Order calldata order,
        OrderKind kind,
        Consent calldata consent,
        address filler
    ) internal returns (bytes32 orderHash) {
        // Each read from calldata once, since what an error tells is read even when the check passes.
        (OrderKind given, address taker, address account) = (order.kind, order.taker, order.maker);
        require(given == kind, Marketplace_WrongKind(given, kind));
        require(taker == address(0) || taker == filler, Marketplace_NotTaker(filler, taker));
        Maker storage maker = _makers[account];
        _requireStanding(order, maker);
        bytes32 structHash = OrderHash.order(order);
        orderHash = _hashTypedDataV4(structHash);

        uint256 nonce = order.nonce;
        if (nonce >= FIRST_PLACE) {
            _takeOffList(maker, nonce, orderHash);
        } else {
            _requireConsent(account, structHash, orderHash, consent);
            require(!_isUsed(maker, nonce), Marketplace_NonceUsed(account, nonce));
            _setUsed(maker, nonce);
        }
    }

    function _requireStanding(Order calldata order, Maker storage maker) private view {
        (uint40 deadline, uint256 given, uint256 counter) = (order.deadline, order.counter, maker.counter);
        require(order.items.length != 0, Marketplace_NoItems());
        require(block.timestamp <= deadline, Marketplace_Expired(deadline));
        require(given == counter, Marketplace_CounterPassed(given, counter));
    }

    function _isUsed(Maker storage maker, uint256 nonce) private view returns (bool) {
        return nonce < NEAR_NUMBERS ? (maker.used >> nonce) & 1 == 1 : maker.farNumbers.get(nonce);
    }

    function _setUsed(Maker storage maker, uint256 nonce) private {
        if (nonce < NEAR_NUMBERS) maker.used |= uint64(1) << uint64(nonce);
        else maker.farNumbers.set(nonce);
    }

    function _takeOffList(Maker storage maker, uint256 place, bytes32 orderHash) private {
        require(_listedAt(maker, place) == _markOf(orderHash), Marketplace_NotListed(orderHash));
        _setListed(maker, place, VACANT);
    }

    function _isVacant(Maker storage maker, uint256 place) private view returns (bool) {
        return place >= FIRST_PLACE && _listedAt(maker, place) <= VACANT;
    }

    function _listedAt(Maker storage maker, uint256 place) private view returns (uint160) {
        return place == FIRST_PLACE ? maker.listed : maker.farPlaces[place];
    }

    function _setListed(Maker storage maker, uint256 place, uint160 mark) private {
        if (place == FIRST_PLACE) maker.listed = mark;
        else maker.farPlaces[place] = mark;
    }

    /// @dev What stands for a listed order: 159 bits of its hash, as hard to meet as the address of a key. The bit that
    /// is set keeps it apart from VACANT and from nothing.
    function _markOf(bytes32 orderHash) private pure returns (uint160) {
        return uint160(uint256(orderHash)) | 2;
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

    function _requireMaker(Order calldata order) private view {
        require(msg.sender == order.maker, Marketplace_NotMaker(msg.sender, order.maker));
    }
}
