// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC5192, IERC5643} from "../interfaces/ILicenseStandards.sol";
import {ILicenseManager} from "../interfaces/ILicenseManager.sol";
import {ILicenseMetadata} from "../interfaces/ILicenseMetadata.sol";
import {PackedERC721} from "../token/PackedERC721.sol";
import {LicenseId} from "../types/LicenseId.sol";
import {LicenseTerms, RULE_RENEWABLE, RULE_TRANSFERABLE} from "../types/LicenseTerms.sol";
import {TermsCatalog} from "./TermsCatalog.sol";

/// @title Licences as tokens: their state and their transfer
/// @dev Beside its owner each licence keeps expiry:40 | terms index:32 | quota left:24.
abstract contract LicenseToken is PackedERC721, TermsCatalog, IERC5192, IERC5643 {
    /// @dev What stands beside the holder.
    struct State {
        uint40 expiry;
        uint32 termsIndex;
        uint24 quotaLeft;
    }

    uint40 internal constant PERPETUAL = 0;
    uint40 internal constant REVOKED = 1;

    ILicenseMetadata public immutable METADATA;

    /// @inheritdoc ILicenseManager
    mapping(LicenseId licenseId => uint32 count) public transferCountOf;

    constructor(ILicenseMetadata metadata) {
        METADATA = metadata;
    }

    /* READING */

    /// @inheritdoc ILicenseManager
    function licenseOf(LicenseId licenseId) external view returns (License memory) {
        State memory state = _stateOf(licenseId);
        return
            License(
                licenseId.assetOf(),
                _termsIds[state.termsIndex],
                _ownerOf(LicenseId.unwrap(licenseId)),
                state.expiry,
                state.quotaLeft
            );
    }

    /// @notice Whether the licence can't be transferred (ERC-5192).
    function locked(uint256 tokenId) external view returns (bool) {
        return !_isTransferable(LicenseId.wrap(tokenId));
    }

    /// @notice Unix time at which the licence ends (ERC-5643); 0 if it is perpetual.
    function expiresAt(uint256 tokenId) external view returns (uint64) {
        return _stateOf(LicenseId.wrap(tokenId)).expiry;
    }

    /// @notice Whether the licence can be extended (ERC-5643).
    function isRenewable(uint256 tokenId) external view returns (bool) {
        State memory state = _stateOf(LicenseId.wrap(tokenId));
        return state.expiry != REVOKED && _terms[state.termsIndex].rules & RULE_RENEWABLE != 0;
    }

    /* ERC-721 METADATA */

    function name() public pure override returns (string memory) {
        return "Sahara Licenses";
    }

    function symbol() public pure override returns (string memory) {
        return "SHA-LICENSE";
    }

    /// @notice Metadata as a JSON data URI.
    function tokenURI(uint256 tokenId) public view override returns (string memory) {
        return METADATA.describe(LicenseId.wrap(tokenId));
    }

    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return
            interfaceId == type(IERC5192).interfaceId ||
            interfaceId == type(IERC5643).interfaceId ||
            super.supportsInterface(interfaceId);
    }

    /* INTERNAL */

    function _beforeTokenTransfer(address from, address to, uint256 id) internal view override {
        bool moves = from != address(0) && to != address(0);
        require(!moves || _isTransferable(LicenseId.wrap(id)), LicenseManager_NotTransferable(LicenseId.wrap(id)));
    }

    function _afterTokenTransfer(address from, address, uint256 id) internal override {
        if (from != address(0)) ++transferCountOf[LicenseId.wrap(id)];
    }

    function _isTransferable(LicenseId licenseId) private view returns (bool) {
        return _termsOf(licenseId).rules & RULE_TRANSFERABLE != 0;
    }

    function _termsOf(LicenseId licenseId) internal view returns (LicenseTerms storage) {
        return _terms[_stateOf(licenseId).termsIndex];
    }

    function _isLive(uint40 expiry) internal view returns (bool) {
        return expiry == PERPETUAL || expiry > block.timestamp;
    }

    function _requireHolder(LicenseId licenseId, address account) internal view {
        require(
            _exists(LicenseId.unwrap(licenseId)) && _ownerOf(LicenseId.unwrap(licenseId)) == account,
            LicenseManager_NotHolder(licenseId, account)
        );
    }

    /// @dev Reverts if there is no such licence: terms are counted from 1.
    function _stateOf(LicenseId licenseId) internal view returns (State memory state) {
        uint96 packed = _getExtraData(LicenseId.unwrap(licenseId));
        // The casts cut one field out each.
        state = State(uint40(packed), uint32(packed >> 40), uint24(packed >> 72));
        require(state.termsIndex != 0, LicenseManager_UnknownLicense(licenseId));
    }

    function _store(LicenseId licenseId, State memory state) internal {
        _setExtraData(LicenseId.unwrap(licenseId), _pack(state));
    }

    function _pack(State memory state) internal pure returns (uint96) {
        return uint96(state.expiry) | (uint96(state.termsIndex) << 40) | (uint96(state.quotaLeft) << 72);
    }
}
