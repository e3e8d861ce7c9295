// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import {IProtocolParameters} from "../interfaces/IProtocolParameters.sol";
import {MAX_FEE_BPS} from "../types/Revenue.sol";

/// @title What governance may change, within caps that it may not
contract ProtocolParameters is AccessManaged, IProtocolParameters {
    uint16 public constant MAX_RESALE_ROYALTY_BPS = 1_000;
    uint40 public constant MIN_RECLAIM_WINDOW = 1 hours;
    uint40 public constant MAX_RECLAIM_WINDOW = 7 days;

    /// @dev All parameters share the authority's slot, so that a sale reads one. The longest window fits 24 bits.
    uint16 public licenseFeeBps;
    uint16 public usageFeeBps;
    uint16 public saleFeeBps;
    uint16 public resaleRoyaltyBps = 500;
    uint24 private _reclaimWindow = 1 days;

    constructor(address authority) AccessManaged(authority) {}

    /// @inheritdoc IProtocolParameters
    function setLicenseFee(uint16 bps) external restricted {
        _requireWithin(bps, 0, MAX_FEE_BPS);

        emit LicenseFeeChanged(licenseFeeBps, bps);
        licenseFeeBps = bps;
    }

    /// @inheritdoc IProtocolParameters
    function setUsageFee(uint16 bps) external restricted {
        _requireWithin(bps, 0, MAX_FEE_BPS);

        emit UsageFeeChanged(usageFeeBps, bps);
        usageFeeBps = bps;
    }

    /// @inheritdoc IProtocolParameters
    function setSaleFee(uint16 bps) external restricted {
        _requireWithin(bps, 0, MAX_FEE_BPS);

        emit SaleFeeChanged(saleFeeBps, bps);
        saleFeeBps = bps;
    }

    /// @inheritdoc IProtocolParameters
    function setResaleRoyalty(uint16 bps) external restricted {
        _requireWithin(bps, 0, MAX_RESALE_ROYALTY_BPS);

        emit ResaleRoyaltyChanged(resaleRoyaltyBps, bps);
        resaleRoyaltyBps = bps;
    }

    /// @inheritdoc IProtocolParameters
    function setReclaimWindow(uint40 newSeconds) external restricted {
        _requireWithin(newSeconds, MIN_RECLAIM_WINDOW, MAX_RECLAIM_WINDOW);

        emit ReclaimWindowChanged(_reclaimWindow, newSeconds);
        // At most MAX_RECLAIM_WINDOW, which is below 2^24.
        _reclaimWindow = uint24(newSeconds);
    }

    /// @inheritdoc IProtocolParameters
    function reclaimWindow() external view returns (uint40) {
        return _reclaimWindow;
    }

    /// @inheritdoc IProtocolParameters
    function saleRates() external view returns (uint16 feeBps, uint16 royaltyBps) {
        return (saleFeeBps, resaleRoyaltyBps);
    }

    function _requireWithin(uint256 value, uint256 min, uint256 max) private pure {
        require(value >= min && value <= max, ProtocolParameters_OutOfBounds(value, min, max));
    }
}
