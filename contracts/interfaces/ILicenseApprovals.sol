// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AssetId} from "../types/AssetId.sol";
import {TermsId} from "../types/TermsId.sol";

/// @title Whom an asset's owner lets buy a licence whose terms need approval
/// @notice An approval is bound to the licensee and good for one licence. It is the present owner's: when the asset is
/// sold, the former owner's approvals are void.
interface ILicenseApprovals {
    /// @notice An owner's consent. EIP-712 domain "Sahara License Approvals", version "1";
    /// `LicenseApproval(uint256 assetId,bytes32 termsId,address licensee,bytes32 salt,uint256 deadline)`.
    struct LicenseApproval {
        AssetId assetId;
        TermsId termsId;
        address licensee;
        bytes32 salt;
        uint256 deadline;
    }

    /// @notice `owner` agreed that `licensee` buys one licence, or took that back.
    event LicenseeApproved(
        AssetId indexed assetId,
        TermsId indexed termsId,
        address indexed licensee,
        address owner,
        bool approved
    );
    /// @notice The approval was used for a licence.
    event ApprovalUsed(AssetId indexed assetId, TermsId indexed termsId, address indexed licensee);

    error LicenseApprovals_NotOwner(AssetId assetId, address caller);
    error LicenseApprovals_NotLicenseManager(address caller);
    error LicenseApprovals_Expired(uint256 deadline);
    /// @notice Thrown when the signature is not the present owner's.
    error LicenseApprovals_InvalidSignature(address owner);
    error LicenseApprovals_SignatureUsed(bytes32 digest);
    /// @notice Thrown when a licence is bought that needs an approval which nobody gave.
    error LicenseApprovals_ApprovalRequired(AssetId assetId, TermsId termsId, address licensee);

    /// @notice Agrees that `licensee` buys one licence under the terms, or takes that back. Only the asset's owner.
    function approve(AssetId assetId, TermsId termsId, address licensee, bool approved) external;

    /// @notice Records an approval that the asset's owner signed. Anyone may call; each signature counts once.
    function approveBySignature(LicenseApproval calldata approval, bytes calldata signature) external;

    /// @notice Uses up an approval. Only the LicenseManager.
    function use(AssetId assetId, TermsId termsId, address licensee) external;

    /// @notice Whether the present owner's approval of `licensee` stands unused.
    function isApproved(AssetId assetId, TermsId termsId, address licensee) external view returns (bool);
}
