// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IRevenueLedger} from "../interfaces/IRevenueLedger.sol";
import {AssetId} from "../types/AssetId.sol";
import {BPS, Royalty, Stream} from "../types/Revenue.sol";

/// @title Reads for clients
/// @notice Nothing in the core imports it; a better one can be deployed beside it at any time.
contract SaharaLens {
    IRevenueLedger public immutable LEDGER;

    /// @notice Thrown when the path is not in strictly descending order of ids.
    error SaharaLens_PathOutOfOrder(AssetId assetId);

    constructor(IRevenueLedger ledger) {
        LEDGER = ledger;
    }

    /// @notice What `assetId` would be credited with if `path` were settled in the given order now, in base units.
    /// @dev Frozen assets pass nothing on. The work grows with the square of the path; call it off chain.
    /// @param path Descendants of `assetId`, in strictly descending order of their ids: children before parents.
    function pendingUpstream(
        AssetId assetId,
        address token,
        AssetId[] calldata path
    ) external view returns (uint256 pending) {
        uint256[] memory incoming = new uint256[](path.length);
        for (uint256 i; i < path.length; ++i) {
            require(i == 0 || path[i] < path[i - 1], SaharaLens_PathOutOfOrder(path[i]));
            Stream memory stream = LEDGER.streamOf(path[i], token);
            if (stream.frozen) continue;

            Royalty[] memory royalties = LEDGER.royaltiesOf(path[i]);
            for (uint256 k; k < royalties.length; ++k) {
                uint256 due = _dueOf(royalties[k].bps, stream.accrued + incoming[i], stream.settled);
                if (royalties[k].parent == assetId) pending += due;
                for (uint256 j = i + 1; j < path.length; ++j) {
                    if (path[j] == royalties[k].parent) incoming[j] += due;
                }
            }
        }
    }

    /// @dev The ledger's difference of cumulative floors.
    function _dueOf(uint256 bps, uint256 accrued, uint256 settled) private pure returns (uint256) {
        return (accrued * bps) / BPS - (settled * bps) / BPS;
    }
}
