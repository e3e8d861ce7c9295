// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {EntryPause} from "../governance/EntryPause.sol";
import {IMarketplace} from "../interfaces/IMarketplace.sol";
import {SaleRates} from "../types/Market.sol";
import {SaleSettlement} from "./SaleSettlement.sol";

/// @title The rates of fee and royalty that sales here are divided by
/// @dev Taken over from the parameters by whoever asks for it, because asking them in each sale takes 5,600. They share
/// the slot of authority and pause, which a sale reads anyway. Nothing else writes them, so the parameters' caps hold.
abstract contract AdoptedRates is IMarketplace, EntryPause, SaleSettlement {
    uint16 private _feeBps;
    uint16 private _royaltyBps;

    constructor() {
        adoptRates();
    }

    /// @inheritdoc IMarketplace
    function adoptRates() public {
        SaleRates memory rates = _decidedRates();
        (_feeBps, _royaltyBps) = (rates.feeBps, rates.royaltyBps);

        emit RatesAdopted(rates.feeBps, rates.royaltyBps);
    }

    /// @inheritdoc IMarketplace
    function saleRates() external view returns (SaleRates memory) {
        return SaleRates(_feeBps, _royaltyBps);
    }

    function _rates() internal view returns (uint16 feeBps, uint16 royaltyBps) {
        return (_feeBps, _royaltyBps);
    }
}
