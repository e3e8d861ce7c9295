// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AssetId} from "../types/AssetId.sol";
import {LicenseId} from "../types/LicenseId.sol";

/// @title Seats: accounts that a holder lets use its licence
/// @notice A licence has as many seats as its terms say. A transfer of the licence empties all of them at once.
interface ILicenseSeats {
    /// @notice `user` may use the licence in this seat until `expires`.
    event SeatAssigned(LicenseId indexed licenseId, uint16 indexed seat, address indexed user, uint40 expires);

    error LicenseSeats_NotHolder(LicenseId licenseId, address caller);
    error LicenseSeats_NoSuchSeat(LicenseId licenseId, uint16 seat, uint16 seats);

    /// @notice Lets `user` use the licence in `seat` until `expires`; an earlier user of the seat loses it. Only the
    /// licence's holder.
    function assignSeat(LicenseId licenseId, uint16 seat, address user, uint40 expires) external;

    /// @notice Who sits in `seat` now, and until when; zero if nobody.
    function seatOf(LicenseId licenseId, uint16 seat) external view returns (address user, uint40 expires);

    /// @notice Whether `account` may put `assetId` to all of `uses` under the licence now, as holder or in a seat.
    function permits(LicenseId licenseId, AssetId assetId, address account, uint16 uses) external view returns (bool);
}
