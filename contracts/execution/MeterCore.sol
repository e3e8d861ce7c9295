// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {EntryPause} from "../governance/EntryPause.sol";
import {IAssetRegistry} from "../interfaces/IAssetRegistry.sol";
import {IOfferBook} from "../interfaces/IOfferBook.sol";
import {IOperatorRegistry} from "../interfaces/IOperatorRegistry.sol";
import {IProtocolParameters} from "../interfaces/IProtocolParameters.sol";
import {IRevenueLedger} from "../interfaces/IRevenueLedger.sol";
import {IUsageMeter} from "../interfaces/IUsageMeter.sol";
import {TokenBalance} from "../libraries/TokenBalance.sol";
import {OfferId} from "../types/OfferId.sol";
import {AccountSignature} from "./AccountSignature.sol";
import {OfferBook} from "./OfferBook.sol";
import {OperatorRegistry} from "./OperatorRegistry.sol";

/// @title Whom the meter knows, how it counts what arrives, and what several of its parts refuse
abstract contract MeterCore is IUsageMeter, EntryPause, EIP712, ReentrancyGuardTransient {
    using AccountSignature for address;
    using TokenBalance for address;

    IRevenueLedger public immutable LEDGER;
    IOperatorRegistry public immutable OPERATORS;
    IOfferBook public immutable OFFERS;

    mapping(OfferId offerId => OfferState offer) internal _offers;

    /// @param sahara What operators stake.
    /// @param treasury Where slashed stake goes.
    constructor(
        address authority,
        IProtocolParameters parameters,
        IAssetRegistry registry,
        IRevenueLedger ledger,
        IERC20 sahara,
        address treasury
    ) AccessManaged(authority) EIP712("UsageMeter", "1") {
        LEDGER = ledger;
        OPERATORS = new OperatorRegistry(authority, sahara, treasury);
        OFFERS = new OfferBook(parameters, registry, ledger, OPERATORS);
    }

    /// @inheritdoc IUsageMeter
    // solhint-disable-next-line func-name-mixedcase
    function DOMAIN_SEPARATOR() external view returns (bytes32) {
        return _domainSeparatorV4();
    }

    /// @inheritdoc IUsageMeter
    function keepOffer(OfferId offerId, OfferState calldata offer) external {
        require(msg.sender == address(OFFERS), UsageMeter_NotOfferBook(msg.sender));

        _offers[offerId] = offer;
    }

    /// @inheritdoc IUsageMeter
    function offerOf(OfferId offerId) external view returns (OfferState memory) {
        return _offers[offerId];
    }

    function _requireOffer(OfferId offerId) internal view returns (OfferState memory offer) {
        offer = _offers[offerId];
        require(offer.operator != address(0), UsageMeter_UnknownOffer(offerId));
    }

    function _isLive(uint40 validFrom, uint40 validUntil) internal view returns (bool) {
        return block.timestamp >= validFrom && block.timestamp <= validUntil;
    }

    function _held(address token) internal view returns (uint256) {
        return token.heldBy(address(this));
    }

    /// @dev What really arrived: a token may take a fee on the way, and one that takes back counts as nothing.
    function _receivedSince(address token, uint256 before) internal view returns (uint256 received) {
        uint256 held = _held(token);
        require(held > before, UsageMeter_ZeroAmount());
        received = held - before;
    }

    function _lock(address operator, address token, uint256 revenue) internal {
        OPERATORS.lockStake(operator, token, revenue);
    }

    function _requireSigned(address account, bytes32 digest, bytes calldata signature) internal view {
        require(account.isSignedBy(digest, signature), UsageMeter_InvalidSignature(account));
    }

    function _requireTime(uint40 deadline) internal view {
        require(block.timestamp <= deadline, UsageMeter_Expired(deadline));
    }

    function _requireOperator(address operator) internal view {
        require(msg.sender == operator, UsageMeter_NotOperator(msg.sender, operator));
    }

    function _requireRoom(uint256 amount, uint256 room) internal pure {
        require(amount <= room, UsageMeter_AmountTooHigh(amount, room));
    }

    function _requireAccount(address account) internal pure {
        require(account != address(0), UsageMeter_ZeroAccount());
    }
}
