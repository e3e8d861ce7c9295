// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AssetId} from "../types/AssetId.sol";
import {OfferId} from "../types/OfferId.sol";
import {Offer} from "../types/Usage.sol";

/// @title The book of offers: what is served, by whom, at which price, and how its income is split
/// @notice An offer is immutable but for its end. Its id is its EIP-712 digest in the meter's domain, so that whoever
/// signs the id signs all of it. Publishing is an entry: it stops while the meter's entries are paused. What was
/// published is read from the meter.
interface IOfferBook {
    /// @notice The offer is on chain for good; `feeBps` is the protocol's fee on its income.
    event OfferPublished(
        OfferId indexed offerId,
        AssetId indexed assetId,
        address indexed operator,
        Offer offer,
        uint16 feeBps
    );
    /// @notice The offer ends at `validUntil`, earlier than it was published with.
    event OfferClosing(OfferId indexed offerId, uint40 validUntil);

    /// @notice Thrown when the offer names another operator than the caller.
    error OfferBook_NotOperator(address caller, address operator);
    /// @notice Thrown when the operator has less stake than offers need.
    error OfferBook_OperatorNotActive(address operator);
    /// @notice Thrown when the asset has no such version.
    error OfferBook_UnknownVersion(AssetId assetId, uint32 version);
    /// @notice Thrown when the operator's share is more than the whole.
    error OfferBook_ShareTooHigh(uint256 bps, uint256 maxBps);
    /// @notice Thrown when an offer would end before it begins, or has ended.
    error OfferBook_WindowInvalid(uint40 validFrom, uint40 validUntil);
    /// @notice Thrown when the offer was published before.
    error OfferBook_OfferExists(OfferId offerId);
    /// @notice Thrown when the asset does not accept the token, or it is the native coin.
    error OfferBook_CurrencyNotAccepted(AssetId assetId, address token);
    /// @notice Thrown when the signature is not of the asset's owner.
    error OfferBook_InvalidSignature(address owner);
    /// @notice Thrown when nobody published the offer.
    error OfferBook_UnknownOffer(OfferId offerId);
    /// @notice Thrown when the offer ends as early already.
    error OfferBook_OfferEnding(OfferId offerId, uint40 validUntil);
    /// @notice Thrown when the caller is neither the offer's operator nor the asset's owner.
    error OfferBook_NotOperatorNorOwner(OfferId offerId, address caller);

    /// @notice Publishes an offer. The caller must be its operator, with enough stake; the asset's owner consents by
    /// its EIP-712 signature of the `Offer`, or is the operator.
    function publishOffer(Offer calldata offer, bytes calldata ownerSignature) external returns (OfferId);

    /// @notice Lets an offer end in 7 days, so that vouchers can still be redeemed. Its operator or the asset's
    /// owner.
    function closeOffer(OfferId offerId) external;

    /// @notice Id of an offer, published or not.
    function offerIdOf(Offer calldata offer) external view returns (OfferId);
}
