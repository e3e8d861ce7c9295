// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title The protocol's parameters, each with a cap in bytecode
/// @notice Only what may change lives here; everything else is immutable.
interface IProtocolParameters {
    /// @notice The fee taken from licences under offers made from now on, in basis points.
    event LicenseFeeChanged(uint16 previousBps, uint16 bps);
    /// @notice The fee taken from usage under offers and jobs made from now on, in basis points.
    event UsageFeeChanged(uint16 previousBps, uint16 bps);
    /// @notice The fee taken from sales of assets and units, in basis points.
    event SaleFeeChanged(uint16 previousBps, uint16 bps);
    /// @notice The royalty that ERC-2981 reports for resales of assets, in basis points.
    event ResaleRoyaltyChanged(uint16 previousBps, uint16 bps);
    /// @notice The seconds during which an earlier commitment may take over a content root.
    event ReclaimWindowChanged(uint40 previousSeconds, uint40 newSeconds);

    /// @notice Thrown when a value is outside `[min, max]`.
    error ProtocolParameters_OutOfBounds(uint256 value, uint256 min, uint256 max);

    /// @notice Sets the fee on licence income for offers made from now on. At most 500. Restricted.
    function setLicenseFee(uint16 bps) external;

    /// @notice Sets the fee on usage for offers and jobs made from now on. At most 500. Restricted.
    function setUsageFee(uint16 bps) external;

    /// @notice Sets the fee on sales of assets and units. At most 500. Restricted.
    function setSaleFee(uint16 bps) external;

    /// @notice Sets the resale royalty, reported by ERC-2981 and taken by our own markets. At most 1,000. Restricted.
    function setResaleRoyalty(uint16 bps) external;

    /// @notice Sets the reclaim window, between 1 hour and 7 days. Restricted.
    function setReclaimWindow(uint40 newSeconds) external;

    /// @notice Fee on licence income, in basis points.
    function licenseFeeBps() external view returns (uint16);

    /// @notice Fee on usage, in basis points.
    function usageFeeBps() external view returns (uint16);

    /// @notice Fee on sales of assets and units, in basis points.
    function saleFeeBps() external view returns (uint16);

    /// @notice Royalty on resales of assets, in basis points.
    function resaleRoyaltyBps() external view returns (uint16);

    /// @notice What a sale reads: `saleFeeBps` and `resaleRoyaltyBps`.
    function saleRates() external view returns (uint16 feeBps, uint16 royaltyBps);

    /// @notice Seconds after a registration in which an earlier commitment may take over its content root.
    function reclaimWindow() external view returns (uint40);
}
