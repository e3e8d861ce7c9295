// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";

import {ILicenseManager} from "../interfaces/ILicenseManager.sol";
import {ILicenseMetadata} from "../interfaces/ILicenseMetadata.sol";
import {CidV1} from "../libraries/CidV1.sol";
import {AssetId} from "../types/AssetId.sol";
import {LicenseId} from "../types/LicenseId.sol";
import {LicenseTerms} from "../types/LicenseTerms.sol";

/// @title What wallets show of a licence
/// @dev Every value is a number or a CID, so nothing in the JSON needs escaping.
contract LicenseMetadata is ILicenseMetadata {
    using Strings for uint256;

    /// @inheritdoc ILicenseMetadata
    function describe(LicenseId licenseId) external view returns (string memory) {
        ILicenseManager licenses = ILicenseManager(msg.sender);
        ILicenseManager.License memory license = licenses.licenseOf(licenseId);
        LicenseTerms memory terms = licenses.termsOf(license.termsId);
        string memory asset = AssetId.unwrap(license.assetId).toString();
        return
            string.concat(
                'data:application/json;utf8,{"name":"License ',
                uint256(licenseId.serialOf()).toString(),
                " of Sahara asset ",
                asset,
                '","description":"Use of an AI asset under immutable terms.","external_url":"ipfs://',
                CidV1.raw(terms.legalTextHash),
                '","attributes":[',
                _attribute("Asset", AssetId.unwrap(license.assetId)),
                ",",
                _attribute("Uses", terms.uses),
                ",",
                _attribute("Royalty (bps)", terms.royaltyBps),
                ",",
                _attribute("Seats", terms.seats),
                ",",
                _attribute("Expiry", license.expiry),
                "]}"
            );
    }

    function _attribute(string memory trait, uint256 value) private pure returns (string memory) {
        return string.concat('{"trait_type":"', trait, '","value":', value.toString(), "}");
    }
}
