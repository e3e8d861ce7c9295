// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {IAssetRegistry} from "../interfaces/IAssetRegistry.sol";
import {IProtocolParameters} from "../interfaces/IProtocolParameters.sol";
import {IRevenueLedger} from "../interfaces/IRevenueLedger.sol";
import {MeterCore} from "./MeterCore.sol";
import {Redemptions} from "./Redemptions.sol";

/// @title The meter
/// @dev Solvency. For a token write B for the sum of its accounts' balances, and for each of its offers g for
/// `gross`, and fee, op and asset for the shares that `Income` makes of a sum. A deposit raises B by what arrived, and
/// `payIn` one g. A redemption moves x from B to one g. What left the meter for an offer is fee(passed) +
/// asset(passed) + op(withdrawn), which is at most fee(g) + asset(g) + op(g) = g, since no share shrinks while the
/// sum grows. So the meter always holds B + Σ (g − what left), which is what it owes.
///
/// The invariants are numbered USE-1 to USE-17 in docs/requirements.md.
contract UsageMeter is Redemptions {
    constructor(
        address authority,
        IProtocolParameters parameters,
        IAssetRegistry registry,
        IRevenueLedger ledger,
        IERC20 sahara,
        address treasury
    ) MeterCore(authority, parameters, registry, ledger, sahara, treasury) {}
}
