// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IRevenueLedger} from "../interfaces/IRevenueLedger.sol";
import {IUpstreams} from "../interfaces/IUpstreams.sol";
import {AssetId} from "../types/AssetId.sol";
import {Upstream} from "../types/Market.sol";
import {Stream} from "../types/Revenue.sol";

/// @title Income that waits in descendants, brought up before a sale
/// @dev Deployed by the marketplace, and beside it because of its size. It holds nothing and may do nothing that not
/// everybody may.
contract Upstreams is IUpstreams {
    IRevenueLedger public immutable LEDGER;

    constructor(IRevenueLedger ledger) {
        LEDGER = ledger;
    }

    /// @inheritdoc IUpstreams
    function settle(Upstream calldata upstream) external {
        address[] memory tokens = LEDGER.currencies();
        uint32 active = _activeOf(upstream.path);
        for (uint256 i; i < tokens.length; ++i) {
            if ((active >> i) & 1 == 0 || _unsettled(upstream.path, tokens[i]) <= upstream.maxUnsettled) continue;
            LEDGER.settleMany(upstream.path, tokens[i]);

            // What is frozen stays where it is, and would reach the buyer later.
            uint256 left = _unsettled(upstream.path, tokens[i]);
            require(left <= upstream.maxUnsettled, Upstreams_TooMuchUnsettled(tokens[i], left, upstream.maxUnsettled));
        }
    }

    /// @dev Every currency in which one of the assets was paid, as a mask.
    function _activeOf(AssetId[] calldata assetIds) private view returns (uint32 active) {
        for (uint256 i; i < assetIds.length; ++i) active |= LEDGER.accountOf(assetIds[i]).active;
    }

    function _unsettled(AssetId[] calldata path, address token) private view returns (uint256 sum) {
        for (uint256 i; i < path.length; ++i) {
            Stream memory stream = LEDGER.streamOf(path[i], token);
            // Nothing is settled that did not accrue.
            sum += stream.accrued - stream.settled;
        }
    }
}
