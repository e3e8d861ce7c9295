// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AssetId} from "../types/AssetId.sol";
import {LicenseId} from "../types/LicenseId.sol";
import {LicenseTerms} from "../types/LicenseTerms.sol";
import {ParentLink} from "../types/Provenance.sol";
import {Ceiling, Royalty} from "../types/Revenue.sol";
import {TermsId} from "../types/TermsId.sol";

import {ILicenseApprovals} from "./ILicenseApprovals.sol";

/// @title Licences: the rules of use of assets, as tokens that grant their holder use under them
/// @notice Terms are immutable and content-addressed. An asset's owner offers terms; anyone buys a licence under an
/// offer; the income goes to the asset through the revenue ledger. Every field of the terms is enforced.
interface ILicenseManager {
    /// @notice Which field of terms contradicts another or passes its limit.
    enum TermsFault {
        USES,
        RULES,
        SEATS,
        ROYALTY,
        CEILING,
        CURRENCY,
        DURATION
    }

    /// @notice What a licence is bought with.
    /// @param assetId What to license.
    /// @param termsId Under which terms.
    /// @param licensee Who gets the licence.
    /// @param periods How many periods at once; 1 for perpetual terms.
    /// @param maxPrice Most to pay for all periods, in base units of the terms' currency.
    struct LicenseRequest {
        AssetId assetId;
        TermsId termsId;
        address licensee;
        uint32 periods;
        uint128 maxPrice;
    }

    /// @notice Terms that an asset's owner offers, with what a sale needs of them in one slot.
    /// @param price Of the terms, like `duration`, `quota` and `rules`.
    /// @param feeBps Fee of the protocol on the income, fixed when the offer was made.
    /// @param expiryCap Unix time that no licence under the offer may outlive, from the parents' licences; 0: none.
    /// @param flags Bit 0: licences can be bought now. Bit 1: the price is in the native coin.
    struct Offer {
        uint128 price;
        uint32 duration;
        uint24 quota;
        uint8 rules;
        uint16 feeBps;
        uint40 expiryCap;
        uint8 flags;
    }

    /// @notice The state of one licence.
    /// @param expiry Unix time; 0 is perpetual, 1 is revoked.
    /// @param quotaLeft Metered uses left, if the terms have a quota.
    struct License {
        AssetId assetId;
        TermsId termsId;
        address holder;
        uint40 expiry;
        uint24 quotaLeft;
    }

    /* EVENTS */

    /// @notice New terms can be offered by anyone.
    event TermsRegistered(TermsId indexed termsId, uint32 indexed index, LicenseTerms terms);
    /// @notice The asset's owner offers licences under the terms.
    event TermsOffered(AssetId indexed assetId, TermsId indexed termsId, uint16 feeBps, uint40 expiryCap);
    /// @notice The offer stands no more; licences sold under it do.
    event OfferWithdrawn(AssetId indexed assetId, TermsId indexed termsId);
    /// @notice A licence was bought. `payer` paid `price` base units of the terms' currency for all periods.
    event LicenseMinted(
        LicenseId indexed licenseId,
        TermsId indexed termsId,
        address indexed licensee,
        address payer,
        uint40 expiry,
        uint256 price
    );
    /// @notice The owner ended a licence, as its terms allow.
    event LicenseRevoked(LicenseId indexed licenseId, address indexed by);
    /// @notice The holder ended its licence.
    event LicenseCancelled(LicenseId indexed licenseId, address indexed by);
    /// @notice `amount` metered uses were spent.
    event QuotaConsumed(LicenseId indexed licenseId, address indexed by, uint24 amount, uint24 left);
    /// @notice The licence carried the registration of `child`.
    event DerivativeLicensed(LicenseId indexed licenseId, AssetId indexed child, uint16 royaltyBps);

    /* ERRORS */

    /// @notice Thrown when anyone but the Registrar derives an asset.
    error LicenseManager_NotRegistrar(address caller);
    /// @notice Thrown when anyone but the ledger collects a payment.
    error LicenseManager_NotLedger(address caller);
    /// @notice Thrown when terms contradict themselves or pass a limit.
    error LicenseManager_InvalidTerms(TermsFault fault);
    /// @notice Thrown when nobody registered the terms.
    error LicenseManager_UnknownTerms(TermsId termsId);
    /// @notice Thrown when there is no such licence.
    error LicenseManager_UnknownLicense(LicenseId licenseId);
    /// @notice Thrown when the caller does not own the asset.
    error LicenseManager_NotAssetOwner(AssetId assetId, address caller);
    /// @notice Thrown when the account neither holds the licence nor, where that is enough, is approved for it.
    error LicenseManager_NotHolder(LicenseId licenseId, address caller);
    /// @notice Thrown when the asset's owner does not offer the terms.
    error LicenseManager_NotOffered(AssetId assetId, TermsId termsId);
    /// @notice Thrown when the asset's revenue is held for a dispute.
    error LicenseManager_AssetFrozen(AssetId assetId);
    /// @notice Thrown when a derivative offers uses that a parent's licence does not grant.
    error LicenseManager_UsesBeyondParent(LicenseId parentLicense, uint16 uses, uint16 granted);
    /// @notice Thrown when a parent's licence demands that its derivatives are offered under its own terms.
    error LicenseManager_ReciprocalTermsRequired(LicenseId parentLicense, TermsId required);
    /// @notice Thrown when a derivative's terms would let its own derivatives earn past a parent's ceiling.
    error LicenseManager_CeilingBeyondParent(LicenseId parentLicense, uint128 ceiling);
    /// @notice Thrown when the licence would outlive a parent's.
    error LicenseManager_BeyondParentExpiry(uint40 expiry, uint40 cap);
    /// @notice Thrown when the periods are none, too many, or more than one of a perpetual licence.
    error LicenseManager_InvalidPeriods(uint32 periods);
    /// @notice Thrown when the price is above what the buyer agreed to.
    error LicenseManager_PriceAboveMax(uint256 price, uint256 maxPrice);
    /// @notice Thrown when the native coin sent is not the price; it must be zero for a token.
    error LicenseManager_WrongValue(uint256 sent, uint256 expected);
    /// @notice Thrown when an exclusive licence of the asset is live.
    error LicenseManager_ExclusiveUntil(AssetId assetId, uint40 until);
    /// @notice Thrown when an exclusive licence is asked for while others are live.
    error LicenseManager_LicensesLiveUntil(AssetId assetId, uint40 until);
    /// @notice Thrown when the licence has ended.
    error LicenseManager_NotLive(LicenseId licenseId);
    /// @notice Thrown when the terms allow no renewal, or the licence was ended early.
    error LicenseManager_NotRenewable(LicenseId licenseId);
    /// @notice Thrown when the terms allow no revocation, or the licence was ended already.
    error LicenseManager_NotRevocable(LicenseId licenseId);
    /// @notice Thrown when the terms allow no transfer.
    error LicenseManager_NotTransferable(LicenseId licenseId);
    /// @notice Thrown when more metered uses are asked for than are left, or than a licence can hold.
    error LicenseManager_QuotaExceeded(LicenseId licenseId, uint256 wanted, uint256 left);
    /// @notice Thrown when a licence is of another asset than the parent it is named for.
    error LicenseManager_WrongParent(LicenseId licenseId, AssetId parent);
    /// @notice Thrown when a licence does not grant what the relation to the parent needs.
    error LicenseManager_UsesNotGranted(LicenseId licenseId, uint16 needed, uint16 granted);
    /// @notice Thrown when two parents' ceilings are in different currencies.
    error LicenseManager_CeilingsDisagree(address currency, address other);

    /* TERMS AND OFFERS */

    /// @notice Registers terms under keccak256 of their ABI encoding; the same terms again change nothing.
    function registerTerms(LicenseTerms calldata terms) external returns (TermsId);

    /// @notice Offers licences of `assetId` under each of `termsIds`. Only the asset's owner, or the Registrar while it
    /// registers the asset.
    /// @dev A derivative's terms must stay within every parent's licence. The protocol's fee is fixed here. Whether the
    /// asset accepts the terms' currency is the ledger's to say, at the sale.
    function offerTerms(AssetId assetId, TermsId[] calldata termsIds) external;

    /// @notice Stops selling licences under the terms. Only the asset's owner.
    function withdrawOffer(AssetId assetId, TermsId termsId) external;

    /* LICENCES */

    /// @notice Buys a licence; terms that need approval use one up. Tokens come from the caller's allowance to this
    /// contract, the native coin as value.
    function mintLicense(LicenseRequest calldata request) external payable returns (LicenseId);

    /// @notice Extends a licence by whole periods at its terms' price. Anyone may pay.
    function renew(LicenseId licenseId, uint32 periods, uint128 maxPrice) external payable returns (uint40 expiry);

    /// @notice Ends a licence without refund. Only the asset's owner, and only if the terms say so.
    /// @dev Derivatives registered before keep their rights and royalties.
    function revoke(LicenseId licenseId) external;

    /// @notice Spends metered uses. The holder or who it approved, such as a meter that counts calls.
    function consume(LicenseId licenseId, uint24 amount) external returns (uint24 left);

    /// @notice Checks the licences a child asset is made under, uses them up and returns what the child owes.
    /// @dev Only the Registrar. `registrant` must hold each licence.
    function derive(
        AssetId child,
        address registrant,
        ParentLink[] calldata parents
    ) external returns (Royalty[] memory royalties, Ceiling memory ceiling);

    /* READING */

    /// @notice Registered terms by content address.
    function termsOf(TermsId termsId) external view returns (LicenseTerms memory);

    /// @notice The owner's offer.
    function offerOf(AssetId assetId, TermsId termsId) external view returns (Offer memory);

    /// @notice How often the asset's owners have offered terms or withdrawn an offer since its registration.
    function offerChangesOf(AssetId assetId) external view returns (uint32);

    /// @notice The state of a licence.
    function licenseOf(LicenseId licenseId) external view returns (License memory);

    /// @notice Unix time until which an exclusive licence of the asset is live; type(uint40).max is forever.
    function exclusiveUntil(AssetId assetId) external view returns (uint40);

    /// @notice How often a licence changed hands.
    function transferCountOf(LicenseId licenseId) external view returns (uint32);

    /// @notice Where owners approve licensees.
    function APPROVALS() external view returns (ILicenseApprovals);
}
