// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

import {IAssetRegistry} from "../interfaces/IAssetRegistry.sol";
import {ILicenseApprovals} from "../interfaces/ILicenseApprovals.sol";
import {AssetId} from "../types/AssetId.sol";
import {TermsId} from "../types/TermsId.sol";

/// @title Whom an asset's owner lets buy a licence
/// @dev Deployed by the LicenseManager, which alone uses approvals up.
contract LicenseApprovals is ILicenseApprovals, EIP712 {
    bytes32 private constant APPROVAL_TYPEHASH = keccak256(
        "LicenseApproval(uint256 assetId,bytes32 termsId,address licensee,bytes32 salt,uint256 deadline)"
    );

    address public immutable LICENSES = msg.sender;
    IAssetRegistry public immutable REGISTRY;

    mapping(bytes32 key => bool approved) private _approved;
    mapping(bytes32 digest => bool used) private _used;

    constructor(IAssetRegistry registry) EIP712("Sahara License Approvals", "1") {
        REGISTRY = registry;
    }

    /// @inheritdoc ILicenseApprovals
    function approve(AssetId assetId, TermsId termsId, address licensee, bool approved) external {
        require(_ownerOf(assetId) == msg.sender, LicenseApprovals_NotOwner(assetId, msg.sender));
        _setApproved(assetId, termsId, licensee, approved);
    }

    /// @inheritdoc ILicenseApprovals
    function approveBySignature(LicenseApproval calldata approval, bytes calldata signature) external {
        require(block.timestamp <= approval.deadline, LicenseApprovals_Expired(approval.deadline));
        // The struct has only static members, in the order of the type string.
        bytes32 digest = _hashTypedDataV4(keccak256(abi.encode(APPROVAL_TYPEHASH, approval)));
        require(!_used[digest], LicenseApprovals_SignatureUsed(digest));
        address owner = _ownerOf(approval.assetId);
        require(
            SignatureChecker.isValidSignatureNowCalldata(owner, digest, signature),
            LicenseApprovals_InvalidSignature(owner)
        );

        _used[digest] = true;
        _setApproved(approval.assetId, approval.termsId, approval.licensee, true);
    }

    /// @inheritdoc ILicenseApprovals
    function use(AssetId assetId, TermsId termsId, address licensee) external {
        require(msg.sender == LICENSES, LicenseApprovals_NotLicenseManager(msg.sender));
        bytes32 key = _keyOf(assetId, termsId, licensee);
        require(_approved[key], LicenseApprovals_ApprovalRequired(assetId, termsId, licensee));

        delete _approved[key];

        emit ApprovalUsed(assetId, termsId, licensee);
    }

    /// @inheritdoc ILicenseApprovals
    function isApproved(AssetId assetId, TermsId termsId, address licensee) external view returns (bool) {
        return _approved[_keyOf(assetId, termsId, licensee)];
    }

    function _setApproved(AssetId assetId, TermsId termsId, address licensee, bool approved) private {
        _approved[_keyOf(assetId, termsId, licensee)] = approved;

        emit LicenseeApproved(assetId, termsId, licensee, _ownerOf(assetId), approved);
    }

    /// @dev Names the present owner, so that a sale of the asset voids what stood before it.
    function _keyOf(AssetId assetId, TermsId termsId, address licensee) private view returns (bytes32) {
        return keccak256(abi.encode(_ownerOf(assetId), assetId, termsId, licensee));
    }

    function _ownerOf(AssetId assetId) private view returns (address) {
        return IERC721(address(REGISTRY)).ownerOf(AssetId.unwrap(assetId));
    }
}
