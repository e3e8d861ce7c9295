// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IAssetRegistry} from "../interfaces/IAssetRegistry.sol";
import {IDataVault} from "../interfaces/IDataVault.sol";
import {ILicenseManager} from "../interfaces/ILicenseManager.sol";
import {ILicenseSeats} from "../interfaces/ILicenseSeats.sol";
import {IRevenueLedger} from "../interfaces/IRevenueLedger.sol";
import {AssetId} from "../types/AssetId.sol";
import {Grant, Refusal, ReleasePolicy, Seat} from "../types/DataRelease.sol";
import {LicenseId} from "../types/LicenseId.sol";
import {AssetRules} from "./AssetRules.sol";
import {EncryptionKeys} from "./EncryptionKeys.sol";
import {PrivacyBudgets} from "./PrivacyBudgets.sol";
import {ReleasePolicies} from "./ReleasePolicies.sol";

/// @title The vault: releases of keys, grants, programs and privacy budgets
/// @dev Nobody has a right over this contract: no pause, no parameter. It holds no money, calls nobody but the
/// protocol and changes nothing there.
contract DataVault is EncryptionKeys, ReleasePolicies, PrivacyBudgets {
    uint40 private constant REVOKED = 1;

    ILicenseManager public immutable LICENSES;
    ILicenseSeats public immutable SEATS;

    mapping(AssetId assetId => mapping(uint32 version => mapping(address account => Grant grant))) private _grants;

    /// @inheritdoc IDataVault
    mapping(address custodian => mapping(bytes32 requestHash => bool logged)) public isLogged;

    constructor(
        IAssetRegistry registry,
        IRevenueLedger ledger,
        ILicenseManager licenses,
        ILicenseSeats seats
    ) AssetRules(registry, ledger) {
        LICENSES = licenses;
        SEATS = seats;
    }

    /* CUSTODIANS */

    /// @inheritdoc IDataVault
    function isReleasable(
        AssetId assetId,
        uint32 version,
        address account,
        LicenseId licenseId
    ) external view returns (bool releasable, Refusal refusal) {
        (, ReleasePolicy memory policy) = releasePolicyOf(assetId, version);
        refusal = _refusalOf(assetId, account, licenseId, policy);
        releasable = refusal == Refusal.NONE;
    }

    /// @inheritdoc IDataVault
    function logRelease(
        AssetId assetId,
        uint32 version,
        address account,
        LicenseId licenseId,
        uint32 epoch,
        bytes32 requestHash
    ) external {
        (uint32 current, ReleasePolicy memory policy) = releasePolicyOf(assetId, version);
        require(epoch == current, DataVault_WrongEpoch(epoch, current));
        require(_isCustodian(policy.seats, msg.sender), DataVault_NotCustodian(assetId, version, msg.sender));
        require(!isLogged[msg.sender][requestHash], DataVault_AlreadyLogged(msg.sender, requestHash));
        Refusal refusal = _refusalOf(assetId, account, licenseId, policy);
        require(refusal == Refusal.NONE, DataVault_NotReleasable(refusal));

        isLogged[msg.sender][requestHash] = true;

        emit KeyReleased(assetId, account, msg.sender, version, epoch, licenseId, requestHash);
    }

    /* GRANTS */

    /// @inheritdoc IDataVault
    function grantKey(
        AssetId assetId,
        uint32 version,
        address account,
        bytes32 wrappedKeyHash,
        uint40 expiry
    ) external {
        _requireOwner(assetId);
        require(wrappedKeyHash != 0, DataVault_ZeroCommitment());
        require(expiry == 0 || expiry > block.timestamp, DataVault_ExpiryPassed(expiry));
        (uint32 epoch, ReleasePolicy memory policy) = releasePolicyOf(assetId, version);
        require(policy.ownerDirect, DataVault_NotOwnerDirect(assetId, version));
        uint32 keyVersion = _keyVersionOf(account);
        require(keyVersion != 0, DataVault_NoEncryptionKey(account));

        Grant memory grant = Grant(wrappedKeyHash, expiry, epoch, keyVersion);
        _grants[assetId][version][account] = grant;

        emit KeyGranted(assetId, version, account, grant);
    }

    /// @inheritdoc IDataVault
    function revokeGrant(AssetId assetId, uint32 version, address account) external {
        _requireOwner(assetId);
        bool granted = _grants[assetId][version][account].wrappedKeyHash != 0;
        require(granted, DataVault_NoGrant(assetId, version, account));

        delete _grants[assetId][version][account];

        emit GrantRevoked(assetId, version, account);
    }

    /// @inheritdoc IDataVault
    function grantOf(AssetId assetId, uint32 version, address account) external view returns (Grant memory) {
        return _grants[assetId][version][account];
    }

    /// @inheritdoc IDataVault
    function isGranted(AssetId assetId, uint32 version, address account) external view returns (bool) {
        Grant memory grant = _grants[assetId][version][account];
        return grant.wrappedKeyHash != 0 && (grant.expiry == 0 || grant.expiry > block.timestamp);
    }

    /* INTERNAL */

    /// @dev A policy stands for an asset that exists, so nothing here reverts. The owner has the data anyway and is
    /// not stopped by a dispute.
    function _refusalOf(
        AssetId assetId,
        address account,
        LicenseId licenseId,
        ReleasePolicy memory policy
    ) private view returns (Refusal) {
        if (policy.payloadRoot == 0) return Refusal.NO_POLICY;
        if (policy.seats.length == 0) return Refusal.NO_CUSTODIANS;
        if (LicenseId.unwrap(licenseId) == 0) {
            return account == _ownerOf(assetId) ? Refusal.NONE : Refusal.NOT_OWNER;
        }
        if (_isDisputed(assetId)) return Refusal.DISPUTED;
        return _refusalOfLicense(assetId, account, licenseId, policy.uses);
    }

    /// @dev The seats decide; the rest says why they would not.
    function _refusalOfLicense(
        AssetId assetId,
        address account,
        LicenseId licenseId,
        uint16 uses
    ) private view returns (Refusal) {
        try LICENSES.licenseOf(licenseId) returns (ILicenseManager.License memory license) {
            if (license.assetId != assetId) return Refusal.WRONG_ASSET;
            if (license.expiry == REVOKED) return Refusal.REVOKED;
            if (license.expiry != 0 && license.expiry <= block.timestamp) return Refusal.EXPIRED;
            if (uses & ~LICENSES.termsOf(license.termsId).uses != 0) return Refusal.USES_NOT_GRANTED;
            return SEATS.permits(licenseId, assetId, account, uses) ? Refusal.NONE : Refusal.NOT_PERMITTED;
        } catch {
            return Refusal.UNKNOWN_LICENSE;
        }
    }

    /// @dev At most MAX_CUSTODIANS.
    function _isCustodian(Seat[] memory seats, address account) private pure returns (bool) {
        for (uint256 i; i < seats.length; ++i) {
            if (seats[i].custodian == account) return true;
        }
        return false;
    }
}
