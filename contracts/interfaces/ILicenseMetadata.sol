// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {LicenseId} from "../types/LicenseId.sol";

/// @title What wallets show of a licence
/// @notice Kept out of the LicenseManager, which has no room for text.
interface ILicenseMetadata {
    /// @notice ERC-721 metadata of a licence of the calling LicenseManager, as a JSON data URI.
    function describe(LicenseId licenseId) external view returns (string memory);
}
