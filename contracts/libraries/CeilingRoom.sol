// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IRevenueLedger} from "../interfaces/IRevenueLedger.sol";
import {AssetId} from "../types/AssetId.sol";

/// @title What an asset may still take under its revenue ceiling
library CeilingRoom {
    /// @notice As much of `amount` as there is room for; all of it without a ceiling.
    function atMostRoom(
        IRevenueLedger ledger,
        AssetId assetId,
        address token,
        uint256 amount
    ) internal view returns (uint256) {
        uint256 ceiling = ledger.ceilingOf(assetId, token);
        if (ceiling == 0) return amount;
        // Royalties may have carried the stream past its ceiling.
        return Math.min(amount, Math.saturatingSub(ceiling, ledger.streamOf(assetId, token).accrued));
    }
}
