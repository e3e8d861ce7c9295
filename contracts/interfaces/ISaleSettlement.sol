// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AssetId} from "../types/AssetId.sol";
import {Item} from "../types/Market.sol";

/// @title What every market of assets and units has in common
/// @notice A price is divided into the protocol's fee, the royalty of the assets sold, which the ledger carries to
/// their contributors and ancestors, and the seller's rest. Fee and royalty are rounded down. Units bear no royalty.
/// @dev Warning: a token that takes a fee on transfer takes it from each share; nobody makes it up.
interface ISaleSettlement {
    /// @notice `units` of the asset (0: the asset itself, with the units bound to its owner) went from `seller` to
    /// `buyer`. The ledger's `Paid` with the reference `saleId` is the asset's royalty.
    event Sold(AssetId indexed assetId, address indexed seller, address indexed buyer, bytes32 saleId, uint256 units);

    /// @notice Thrown when anyone but the ledger asks for a payment.
    error SaleSettlement_NotLedger(address caller);
    /// @notice Thrown when an asset is sold whose revenue is held for a dispute.
    error SaleSettlement_Frozen(AssetId assetId);
    /// @notice Thrown when something is sold for a token that its asset does not accept, or for the native coin.
    error SaleSettlement_CurrencyNotAccepted(AssetId assetId, address token);

    /// @notice Commitment to all that a buyer of these items looks at and their seller could change: versions, owners
    /// so far, units bound to the owner and what these were paid, offers of licences. Units in `items` add nothing,
    /// since what they have earned stays with the seller.
    function stateOf(Item[] calldata items) external view returns (bytes32);

    /// @notice Where the protocol's fees are paid to: its inbox, which anyone sweeps into the ledger.
    function FEE_INBOX() external view returns (address);
}
