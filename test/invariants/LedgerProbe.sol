// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {IRevenueLedger} from "../../contracts/interfaces/IRevenueLedger.sol";
import {AssetId} from "../../contracts/types/AssetId.sol";
import {NATIVE, Stream} from "../../contracts/types/Revenue.sol";

/// @dev Reads many values of the ledger's state in one call, one word each.
contract LedgerProbe {
    enum Kind {
        HEAD,
        STREAM,
        UNITS,
        DEBT,
        BALANCE
    }

    struct Query {
        Kind kind;
        AssetId assetId;
        address token;
        address account;
    }

    IRevenueLedger public immutable LEDGER;

    constructor(IRevenueLedger ledger) {
        LEDGER = ledger;
    }

    /// @dev A head: ownerUnits << 128 | rootUnits << 96 | active << 64 | frozen. A stream: accrued << 128 | settled.
    function read(Query[] calldata queries) external view returns (uint256[] memory words) {
        words = new uint256[](queries.length);
        for (uint256 i; i < queries.length; ++i) words[i] = _read(queries[i]);
    }

    function _read(Query calldata q) private view returns (uint256) {
        if (q.kind == Kind.HEAD) return _head(q.assetId);
        if (q.kind == Kind.STREAM) return _stream(q.assetId, q.token);
        if (q.kind == Kind.UNITS) return LEDGER.unitsOf(q.assetId, q.account);
        // Two's complement, as it is stored.
        if (q.kind == Kind.DEBT) return uint256(LEDGER.debtOf(q.assetId, q.token, q.account));
        return q.token == NATIVE ? q.account.balance : IERC20(q.token).balanceOf(q.account);
    }

    function _head(AssetId assetId) private view returns (uint256) {
        IRevenueLedger.Account memory account = LEDGER.accountOf(assetId);
        return
            (uint256(account.ownerUnits) << 128) |
            (uint256(account.rootUnits) << 96) |
            (uint256(account.active) << 64) |
            (account.frozen ? 1 : 0);
    }

    function _stream(AssetId assetId, address token) private view returns (uint256) {
        Stream memory stream = LEDGER.streamOf(assetId, token);
        return (uint256(stream.accrued) << 128) | stream.settled;
    }
}
