// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import {IAssetRegistry} from "../interfaces/IAssetRegistry.sol";
import {IAuctionHouse} from "../interfaces/IAuctionHouse.sol";
import {IInboxes} from "../interfaces/IInboxes.sol";
import {ILicenseManager} from "../interfaces/ILicenseManager.sol";
import {IProtocolParameters} from "../interfaces/IProtocolParameters.sol";
import {IRevenueLedger} from "../interfaces/IRevenueLedger.sol";
import {AuctionId} from "../types/AuctionId.sol";
import {DutchAuctions} from "./DutchAuctions.sol";
import {EnglishAuctions} from "./EnglishAuctions.sol";
import {SaleSettlement} from "./SaleSettlement.sol";

/// @title The auction house
/// @dev English and Dutch auctions count their ids together and share nothing else. The invariants are numbered AUC-1
/// to AUC-11 in docs/requirements.md.
contract AuctionHouse is EnglishAuctions, DutchAuctions {
    constructor(
        address authority,
        IProtocolParameters parameters,
        IAssetRegistry registry,
        IRevenueLedger ledger,
        ILicenseManager licenses,
        IInboxes inboxes
    ) AccessManaged(authority) SaleSettlement(parameters, registry, ledger, licenses, inboxes) {}

    /// @inheritdoc IAuctionHouse
    /// @dev Guarded, since a first bid is none before its money has arrived.
    function cancel(AuctionId auctionId) external nonReentrant {
        if (!_cancelDutch(auctionId)) _cancelEnglish(auctionId);

        emit AuctionCancelled(auctionId, msg.sender);
    }
}
