// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

import {ILicenseManager} from "../interfaces/ILicenseManager.sol";
import {ILicenseSeats} from "../interfaces/ILicenseSeats.sol";
import {IERC4907} from "../interfaces/ILicenseStandards.sol";
import {AssetId} from "../types/AssetId.sol";
import {LicenseId} from "../types/LicenseId.sol";

/// @title Who may use a licence beside its holder
/// @dev Speaks ERC-4907 for the ids of licences, seat 0 being the user.
contract LicenseSeats is ILicenseSeats, IERC4907, IERC165 {
    /// @dev A seat counts for as long as the licence was not transferred since.
    struct Seat {
        address user;
        uint40 expires;
        uint32 transferCount;
    }

    ILicenseManager public immutable LICENSES;

    mapping(LicenseId licenseId => mapping(uint16 seat => Seat assigned)) private _seats;

    constructor(ILicenseManager licenses) {
        LICENSES = licenses;
    }

    /// @inheritdoc ILicenseSeats
    function assignSeat(LicenseId licenseId, uint16 seat, address user, uint40 expires) public {
        require(LICENSES.licenseOf(licenseId).holder == msg.sender, LicenseSeats_NotHolder(licenseId, msg.sender));
        uint16 seats = _seatsOf(licenseId);
        require(seat < seats, LicenseSeats_NoSuchSeat(licenseId, seat, seats));

        _seats[licenseId][seat] = Seat(user, expires, LICENSES.transferCountOf(licenseId));

        emit SeatAssigned(licenseId, seat, user, expires);
        if (seat == 0) emit UpdateUser(LicenseId.unwrap(licenseId), user, expires);
    }

    /// @notice ERC-4907: assigns seat 0.
    function setUser(uint256 tokenId, address user, uint64 expires) external {
        // Later than any time a seat can hold is the same as the latest.
        uint40 until = expires > type(uint40).max ? type(uint40).max : uint40(expires);
        assignSeat(LicenseId.wrap(tokenId), 0, user, until);
    }

    /// @inheritdoc ILicenseSeats
    function permits(LicenseId licenseId, AssetId assetId, address account, uint16 uses) external view returns (bool) {
        ILicenseManager.License memory license = LICENSES.licenseOf(licenseId);
        // Perpetual, or not yet ended; a revoked licence ended at second 1.
        bool live = license.expiry == 0 || license.expiry > block.timestamp;
        if (license.assetId != assetId || !live) return false;
        if (uses & ~LICENSES.termsOf(license.termsId).uses != 0) return false;
        return license.holder == account || _hasSeat(licenseId, account);
    }

    /// @notice ERC-4907: who sits in seat 0, or zero.
    function userOf(uint256 tokenId) external view returns (address user) {
        (user, ) = seatOf(LicenseId.wrap(tokenId), 0);
    }

    /// @notice ERC-4907: until when seat 0 is taken, or zero.
    function userExpires(uint256 tokenId) external view returns (uint256 expires) {
        (, expires) = seatOf(LicenseId.wrap(tokenId), 0);
    }

    /// @inheritdoc ILicenseSeats
    function seatOf(LicenseId licenseId, uint16 seat) public view returns (address user, uint40 expires) {
        Seat memory s = _seats[licenseId][seat];
        bool counts = s.expires >= block.timestamp && s.transferCount == LICENSES.transferCountOf(licenseId);
        return counts ? (s.user, s.expires) : (address(0), 0);
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return interfaceId == type(IERC4907).interfaceId || interfaceId == type(IERC165).interfaceId;
    }

    /// @dev Terms allow MAX_SEATS at most. An empty seat reads as the zero address, which nobody is.
    function _hasSeat(LicenseId licenseId, address account) private view returns (bool) {
        uint16 seats = _seatsOf(licenseId);
        for (uint16 seat; seat < seats && account != address(0); ++seat) {
            (address user, ) = seatOf(licenseId, seat);
            if (user == account) return true;
        }
        return false;
    }

    function _seatsOf(LicenseId licenseId) private view returns (uint16) {
        return LICENSES.termsOf(LICENSES.licenseOf(licenseId).termsId).seats;
    }
}
