// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {IAssetRegistry} from "../interfaces/IAssetRegistry.sol";
import {ILicenseApprovals} from "../interfaces/ILicenseApprovals.sol";
import {ILicenseManager} from "../interfaces/ILicenseManager.sol";
import {ILicenseMetadata} from "../interfaces/ILicenseMetadata.sol";
import {IPaymentSource} from "../interfaces/IPaymentSource.sol";
import {IProtocolParameters} from "../interfaces/IProtocolParameters.sol";
import {IRevenueLedger} from "../interfaces/IRevenueLedger.sol";
import {AssetId} from "../types/AssetId.sol";
import {LicenseId, toLicenseId} from "../types/LicenseId.sol";
import {
    LicenseTerms,
    RULE_APPROVAL_REQUIRED,
    RULE_EXCLUSIVE,
    RULE_RENEWABLE,
    RULE_REVOCABLE,
    RULE_TRANSFERABLE,
    USE_DERIVATIVE,
    USE_FINETUNE,
    USE_TRAIN
} from "../types/LicenseTerms.sol";
import {ParentLink, Relation} from "../types/Provenance.sol";
import {Ceiling, NATIVE, Royalty} from "../types/Revenue.sol";
import {TermsId} from "../types/TermsId.sol";
import {LicenseApprovals} from "./LicenseApprovals.sol";
import {LicenseOffers} from "./LicenseOffers.sol";
import {LicenseToken} from "./LicenseToken.sol";

/// @title Licences: sold, extended, used, ended
/// @dev Nobody has a right over this contract: no pause, no parameter. The ledger's pause stops whatever has a price.
/// Income never rests here: a token goes from the buyer straight to the ledger, which calls `onCollect` back.
contract LicenseManager is LicenseOffers, IPaymentSource, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    /// @dev The licences of one asset, in one slot. Terms offered at registration are no change of offers.
    struct Book {
        uint32 count;
        uint40 liveUntil;
        uint32 exclusiveSerial;
        uint40 exclusiveUntil;
        uint32 offerChanges;
    }

    /// @dev What has no end lasts until here.
    uint40 private constant FOREVER = type(uint40).max;

    address public immutable REGISTRAR;
    ILicenseApprovals public immutable APPROVALS;

    mapping(AssetId assetId => Book book) private _books;

    constructor(
        IAssetRegistry registry,
        IRevenueLedger ledger,
        IProtocolParameters parameters,
        ILicenseMetadata metadata,
        address registrar
    ) LicenseToken(metadata) LicenseOffers(registry, ledger, parameters) {
        REGISTRAR = registrar;
        APPROVALS = new LicenseApprovals(registry);
    }

    /* OFFERING */

    /// @inheritdoc ILicenseManager
    function offerTerms(AssetId assetId, TermsId[] calldata termsIds) external {
        if (msg.sender != REGISTRAR) {
            _requireAssetOwner(assetId);
            _countOfferChange(assetId);
        }
        for (uint256 i; i < termsIds.length; ++i) _offer(assetId, termsIds[i]);
    }

    /* BUYING */

    /// @inheritdoc ILicenseManager
    function mintLicense(LicenseRequest calldata request) external payable nonReentrant returns (LicenseId licenseId) {
        LicenseRequest calldata r = request;
        uint32 index = _indexOf(r.termsId);
        Offer memory offer = _offers[r.assetId][index];
        require(offer.flags & OFFER_ACTIVE != 0, LicenseManager_NotOffered(r.assetId, r.termsId));
        require(r.periods != 0 && (offer.duration != 0 || r.periods == 1), LicenseManager_InvalidPeriods(r.periods));

        uint256 price = _priceOf(offer, r.periods, r.maxPrice);
        uint40 expiry = _expiryAfter(block.timestamp, offer, r.periods);
        licenseId = _enterBook(r.assetId, expiry, offer.rules);
        State memory state = State(expiry, index, _quotaFor(licenseId, offer.quota, r.periods, 0));
        _mintAndSetExtraDataUnchecked(r.licensee, LicenseId.unwrap(licenseId), _pack(state));

        emit LicenseMinted(licenseId, r.termsId, r.licensee, msg.sender, expiry, price);
        if (offer.rules & RULE_TRANSFERABLE == 0) emit Locked(LicenseId.unwrap(licenseId));

        if (offer.rules & RULE_APPROVAL_REQUIRED != 0) APPROVALS.use(r.assetId, r.termsId, r.licensee);
        _collect(licenseId, offer, index, price);
    }

    /// @inheritdoc ILicenseManager
    function renew(
        LicenseId licenseId,
        uint32 periods,
        uint128 maxPrice
    ) public payable nonReentrant returns (uint40 expiry) {
        State memory state = _stateOf(licenseId);
        AssetId assetId = licenseId.assetOf();
        Offer memory offer = _offers[assetId][state.termsIndex];
        require(offer.rules & RULE_RENEWABLE != 0 && state.expiry != REVOKED, LicenseManager_NotRenewable(licenseId));
        require(periods != 0, LicenseManager_InvalidPeriods(periods));

        uint256 price = _priceOf(offer, periods, maxPrice);
        // An expired licence starts anew; a live one grows at its end.
        expiry = _expiryAfter(state.expiry > block.timestamp ? state.expiry : block.timestamp, offer, periods);
        if (offer.rules & RULE_EXCLUSIVE != 0) _extendExclusive(licenseId, assetId, expiry);
        if (offer.quota != 0) state.quotaLeft = _quotaFor(licenseId, offer.quota, periods, state.quotaLeft);
        state.expiry = expiry;
        _store(licenseId, state);

        emit SubscriptionUpdate(LicenseId.unwrap(licenseId), expiry);

        _collect(licenseId, offer, state.termsIndex, price);
    }

    /// @notice Extends a licence by `duration` seconds, a whole number of its periods (ERC-5643).
    function renewSubscription(uint256 tokenId, uint64 duration) external payable {
        LicenseId licenseId = LicenseId.wrap(tokenId);
        uint32 period = _termsOf(licenseId).duration;
        // A perpetual licence is refused by `renew`.
        uint64 periods = period == 0 ? 1 : duration / period;
        require(periods <= type(uint32).max && periods * period == duration, LicenseManager_InvalidPeriods(period));
        renew(licenseId, uint32(periods), type(uint128).max);
    }

    /// @inheritdoc IPaymentSource
    function onCollect(address payer, address token, uint256 amount) external {
        require(msg.sender == address(LEDGER), LicenseManager_NotLedger(msg.sender));
        IERC20(token).safeTransferFrom(payer, msg.sender, amount);
    }

    /* ENDING AND USING */

    /// @inheritdoc ILicenseManager
    function revoke(LicenseId licenseId) external {
        _requireAssetOwner(licenseId.assetOf());
        State memory state = _stateOf(licenseId);
        require(
            state.expiry != REVOKED && _terms[state.termsIndex].rules & RULE_REVOCABLE != 0,
            LicenseManager_NotRevocable(licenseId)
        );

        _end(licenseId, state);

        emit LicenseRevoked(licenseId, msg.sender);
    }

    /// @notice Ends the caller's licence without refund (ERC-5643).
    function cancelSubscription(uint256 tokenId) external payable withoutValue {
        LicenseId licenseId = LicenseId.wrap(tokenId);
        _requireHolder(licenseId, msg.sender);
        State memory state = _stateOf(licenseId);
        require(state.expiry != REVOKED, LicenseManager_NotLive(licenseId));

        _end(licenseId, state);

        emit LicenseCancelled(licenseId, msg.sender);
    }

    /// @inheritdoc ILicenseManager
    function consume(LicenseId licenseId, uint24 amount) external returns (uint24 left) {
        State memory state = _stateOf(licenseId);
        require(
            _isApprovedOrOwner(msg.sender, LicenseId.unwrap(licenseId)),
            LicenseManager_NotHolder(licenseId, msg.sender)
        );
        require(_isLive(state.expiry), LicenseManager_NotLive(licenseId));
        left = _consume(licenseId, state, _terms[state.termsIndex].quota, amount);
    }

    /* DERIVING */

    /// @inheritdoc ILicenseManager
    function derive(
        AssetId child,
        address registrant,
        ParentLink[] calldata parents
    ) external returns (Royalty[] memory royalties, Ceiling memory ceiling) {
        require(msg.sender == REGISTRAR, LicenseManager_NotRegistrar(msg.sender));
        royalties = new Royalty[](parents.length);
        for (uint256 i; i < parents.length; ++i) {
            LicenseTerms memory terms = _useForDerivative(child, registrant, parents[i]);
            royalties[i] = Royalty(parents[i].asset, terms.royaltyBps);
            if (terms.revenueCeiling != 0) _tighten(ceiling, terms);
        }
    }

    /* READING */

    /// @inheritdoc ILicenseManager
    function offerChangesOf(AssetId assetId) external view returns (uint32) {
        return _books[assetId].offerChanges;
    }

    /// @inheritdoc ILicenseManager
    function exclusiveUntil(AssetId assetId) external view returns (uint40) {
        return _books[assetId].exclusiveUntil;
    }

    /* INTERNAL */

    /* ... prices and times */

    function _priceOf(Offer memory offer, uint32 periods, uint128 maxPrice) private pure returns (uint256 price) {
        // 128 and 32 bits, so the product fits.
        price = uint256(offer.price) * periods;
        require(price <= maxPrice, LicenseManager_PriceAboveMax(price, maxPrice));
    }

    function _expiryAfter(uint256 start, Offer memory offer, uint32 periods) private pure returns (uint40) {
        uint40 cap = offer.expiryCap;
        if (offer.duration == 0) {
            require(cap == 0, LicenseManager_BeyondParentExpiry(FOREVER, cap));
            return PERPETUAL;
        }
        uint256 expiry = start + uint256(offer.duration) * periods;
        require(expiry < FOREVER, LicenseManager_InvalidPeriods(periods));
        // Below type(uint40).max.
        require(cap == 0 || expiry <= cap, LicenseManager_BeyondParentExpiry(uint40(expiry), cap));
        return uint40(expiry);
    }

    function _quotaFor(LicenseId licenseId, uint24 quota, uint32 periods, uint24 left) private pure returns (uint24) {
        uint256 total = uint256(quota) * periods + left;
        require(total <= type(uint24).max, LicenseManager_QuotaExceeded(licenseId, total, type(uint24).max));
        // Just checked.
        return uint24(total);
    }

    /// @dev The last step of a sale. The currency is only read where it is not the native coin.
    function _collect(LicenseId licenseId, Offer memory offer, uint32 index, uint256 price) private {
        bool native = offer.flags & OFFER_NATIVE != 0;
        uint256 value = native ? price : 0;
        require(msg.value == value, LicenseManager_WrongValue(msg.value, value));
        AssetId assetId = licenseId.assetOf();
        if (price == 0) {
            // Where there is a price, the ledger refuses for the same reason.
            require(!LEDGER.accountOf(assetId).frozen, LicenseManager_AssetFrozen(assetId));
            return;
        }

        address currency = native ? NATIVE : _terms[index].currency;
        bytes32 ref = bytes32(LicenseId.unwrap(licenseId));
        LEDGER.collect{value: value}(assetId, currency, price, offer.feeBps, ref, msg.sender);
    }

    /* ... the book of an asset's licences */

    /// @inheritdoc LicenseOffers
    function _countOfferChange(AssetId assetId) internal override {
        ++_books[assetId].offerChanges;
    }

    /// @dev While an exclusive licence is live there is no other; it is only sold when no other is live. A renewable
    /// licence counts as live for ever, since its holder may renew it: its renewals need not look here.
    function _enterBook(AssetId assetId, uint40 expiry, uint8 rules) private returns (LicenseId licenseId) {
        Book memory book = _books[assetId];
        bool exclusive = rules & RULE_EXCLUSIVE != 0;
        bool endless = expiry == PERPETUAL || (rules & RULE_RENEWABLE != 0 && !exclusive);
        uint40 end = endless ? FOREVER : expiry;
        require(book.exclusiveUntil <= block.timestamp, LicenseManager_ExclusiveUntil(assetId, book.exclusiveUntil));
        uint32 serial = ++book.count;
        if (exclusive) {
            require(book.liveUntil <= block.timestamp, LicenseManager_LicensesLiveUntil(assetId, book.liveUntil));
            (book.exclusiveSerial, book.exclusiveUntil) = (serial, end);
        }
        if (end > book.liveUntil) book.liveUntil = end;
        _books[assetId] = book;

        licenseId = toLicenseId(assetId, serial);
    }

    /// @dev A live exclusive licence grows; one that has ended starts anew if no other is live.
    function _extendExclusive(LicenseId licenseId, AssetId assetId, uint40 expiry) private {
        Book memory book = _books[assetId];
        uint32 serial = licenseId.serialOf();
        bool live = book.exclusiveSerial == serial && book.exclusiveUntil > block.timestamp;
        require(live || book.liveUntil <= block.timestamp, LicenseManager_LicensesLiveUntil(assetId, book.liveUntil));
        (book.exclusiveSerial, book.exclusiveUntil, book.liveUntil) = (serial, expiry, expiry);
        _books[assetId] = book;
    }

    /// @dev The end of an exclusive licence opens the asset to others again.
    function _end(LicenseId licenseId, State memory state) private {
        Book storage book = _books[licenseId.assetOf()];
        if (book.exclusiveSerial == licenseId.serialOf() && book.exclusiveUntil > block.timestamp) {
            // It was the only live one.
            (book.exclusiveUntil, book.liveUntil) = (0, 0);
        }
        state.expiry = REVOKED;
        _store(licenseId, state);

        emit SubscriptionUpdate(LicenseId.unwrap(licenseId), REVOKED);
    }

    /* ... using */

    function _consume(LicenseId licenseId, State memory state, uint24 quota, uint24 amount) private returns (uint24) {
        if (quota == 0) return type(uint24).max;
        require(amount <= state.quotaLeft, LicenseManager_QuotaExceeded(licenseId, amount, state.quotaLeft));
        state.quotaLeft -= amount;
        _store(licenseId, state);

        emit QuotaConsumed(licenseId, msg.sender, amount, state.quotaLeft);
        return state.quotaLeft;
    }

    /// @dev Checks one parent's licence and spends one metered use of it.
    function _useForDerivative(
        AssetId child,
        address registrant,
        ParentLink calldata link
    ) private returns (LicenseTerms memory terms) {
        LicenseId license = link.license;
        require(license.assetOf() == link.asset, LicenseManager_WrongParent(license, link.asset));
        _requireHolder(license, registrant);
        State memory state = _stateOf(license);
        require(_isLive(state.expiry), LicenseManager_NotLive(license));
        terms = _terms[state.termsIndex];
        uint16 needed = USE_DERIVATIVE | _useOf(link.relation);
        require(terms.uses & needed == needed, LicenseManager_UsesNotGranted(license, needed, terms.uses));

        _consume(license, state, terms.quota, 1);

        emit DerivativeLicensed(license, child, terms.royaltyBps);
    }

    /// @dev The use beside DERIVATIVE that a relation needs.
    function _useOf(Relation relation) private pure returns (uint16) {
        if (relation == Relation.TRAINED_ON) return USE_TRAIN;
        if (relation == Relation.FINETUNED_FROM) return USE_FINETUNE;
        return 0;
    }

    /// @dev Under several ceilings the lowest counts; their currencies must agree.
    function _tighten(Ceiling memory ceiling, LicenseTerms memory terms) private pure {
        require(
            ceiling.amount == 0 || ceiling.currency == terms.currency,
            LicenseManager_CeilingsDisagree(ceiling.currency, terms.currency)
        );
        if (ceiling.amount == 0 || terms.revenueCeiling < ceiling.amount) {
            (ceiling.currency, ceiling.amount) = (terms.currency, terms.revenueCeiling);
        }
    }
}
