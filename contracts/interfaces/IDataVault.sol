// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AssetId} from "../types/AssetId.sol";
import {Grant, PrivacyBudget, ProgramLimits, Refusal, ReleasePolicy} from "../types/DataRelease.sol";
import {LicenseId} from "../types/LicenseId.sol";

/// @title Who gets the keys of encrypted data, and what may be computed on data that nobody gets
/// @notice Payloads, keys and shares stay off chain. Here are the owner's rules, which custodians and operators read
/// before they act, and the log of what they did.
interface IDataVault {
    /* EVENTS */

    /// @notice Keys for `account` are wrapped to `key` from now on.
    event EncryptionKeySet(address indexed account, uint32 indexed keyVersion, bytes32 key);
    /// @notice The version's key is released by `policy` from now on.
    event ReleasePolicySet(AssetId indexed assetId, uint32 indexed version, uint32 indexed epoch, ReleasePolicy policy);
    /// @notice The owner wrapped the version's key for `account`.
    event KeyGranted(AssetId indexed assetId, uint32 indexed version, address indexed account, Grant grant);
    /// @notice The owner takes its grant back.
    event GrantRevoked(AssetId indexed assetId, uint32 indexed version, address indexed account);
    /// @notice `custodian` releases its share to `account`.
    event KeyReleased(
        AssetId indexed assetId,
        address indexed account,
        address indexed custodian,
        uint32 version,
        uint32 epoch,
        LicenseId licenseId,
        bytes32 requestHash
    );
    /// @notice The program may run on the asset's data within the limits.
    event ProgramAllowed(AssetId indexed assetId, bytes32 indexed programHash, address by, ProgramLimits limits);
    /// @notice The program may not run any more.
    event ProgramDisallowed(AssetId indexed assetId, bytes32 indexed programHash);
    /// @notice Whether `operator` may run programs on the asset's data, as long as `by` owns the asset.
    event ComputeOperatorSet(AssetId indexed assetId, address indexed operator, address by, bool allowed);
    /// @notice The version's answers may say this much in all.
    event PrivacyBudgetSet(AssetId indexed assetId, uint32 indexed version, uint64 total);
    /// @notice An answer was given that spent `epsilon`.
    event PrivacySpent(
        AssetId indexed assetId,
        uint32 indexed version,
        address indexed operator,
        bytes32 programHash,
        uint64 epsilon,
        uint64 left,
        bytes32 jobRef
    );

    /* ERRORS */

    /// @notice Thrown when `caller` does not own the asset.
    error DataVault_NotAssetOwner(AssetId assetId, address caller);
    /// @notice Thrown when an encryption key is zero, which is no key of X25519.
    error DataVault_ZeroKey();
    /// @notice Thrown when a policy names no payload, or a grant no wrapped key.
    error DataVault_ZeroCommitment();
    /// @notice Thrown when a policy asks for no use, or for one that does not exist.
    error DataVault_InvalidUses(uint16 uses);
    /// @notice Thrown when a policy has more custodians than `max`.
    error DataVault_TooManyCustodians(uint256 count, uint256 max);
    /// @notice Thrown when the threshold is not from 1 to the number of custodians, or there are none and no direct
    /// way.
    error DataVault_InvalidThreshold(uint8 threshold, uint256 custodians);
    /// @notice Thrown when a custodian or its commitment is zero, or the custodian sits there twice.
    error DataVault_InvalidSeat(uint256 index, address custodian);
    /// @notice Thrown when the owner may not hand the key of the version out itself.
    error DataVault_NotOwnerDirect(AssetId assetId, uint32 version);
    /// @notice Thrown when the account never published an encryption key.
    error DataVault_NoEncryptionKey(address account);
    /// @notice Thrown when a grant would have ended already.
    error DataVault_ExpiryPassed(uint40 expiry);
    /// @notice Thrown when the account has no grant of the version.
    error DataVault_NoGrant(AssetId assetId, uint32 version, address account);
    /// @notice Thrown when the key may not be released.
    error DataVault_NotReleasable(Refusal refusal);
    /// @notice Thrown when a release is logged under another policy than the current one.
    error DataVault_WrongEpoch(uint32 epoch, uint32 current);
    /// @notice Thrown when the policy does not name `caller` as custodian.
    error DataVault_NotCustodian(AssetId assetId, uint32 version, address caller);
    /// @notice Thrown when the custodian logged the request before.
    error DataVault_AlreadyLogged(address custodian, bytes32 requestHash);
    /// @notice Thrown when a limit is zero, so that nothing could come out.
    error DataVault_ZeroLimit();
    /// @notice Thrown when the asset's owner did not allow the program.
    error DataVault_ProgramNotAllowed(AssetId assetId, bytes32 programHash);
    /// @notice Thrown when the asset's owner did not let `caller` compute on its data.
    error DataVault_NotComputeOperator(AssetId assetId, address caller);
    /// @notice Thrown when the asset is in dispute.
    error DataVault_Disputed(AssetId assetId);
    /// @notice Thrown when a budget would grow.
    error DataVault_BudgetRaised(AssetId assetId, uint32 version, uint64 total);
    /// @notice Thrown when an answer would say nothing, so that it needs no budget.
    error DataVault_ZeroEpsilon();
    /// @notice Thrown when an answer would say more than is left.
    error DataVault_BudgetExceeded(AssetId assetId, uint32 version, uint64 epsilon, uint64 left);

    /* ENCRYPTION KEYS */

    /// @notice Publishes the caller's X25519 public key; the one before counts no more. Versions count up from 1.
    function setEncryptionKey(bytes32 key) external returns (uint32 keyVersion);

    /// @notice The account's current key; both zero if it has none.
    function encryptionKeyOf(address account) external view returns (bytes32 key, uint32 keyVersion);

    /// @notice A key that the account has or had; zero if there is none of that number.
    function encryptionKeyAt(address account, uint32 keyVersion) external view returns (bytes32);

    /* RELEASE */

    /// @notice Sets to whom the key of a version is released and by whom. Only the asset's owner. A version's policies
    /// count up from epoch 1; what was released or granted under an earlier one is not touched.
    function setReleasePolicy(
        AssetId assetId,
        uint32 version,
        ReleasePolicy calldata policy
    ) external returns (uint32 epoch);

    /// @notice The current policy; all zero, epoch 0, if there is none.
    function releasePolicyOf(
        AssetId assetId,
        uint32 version
    ) external view returns (uint32 epoch, ReleasePolicy memory policy);

    /// @notice A policy that stands or stood; all zero if there is none of that number.
    function releasePolicyAt(
        AssetId assetId,
        uint32 version,
        uint32 epoch
    ) external view returns (ReleasePolicy memory);

    /// @notice Whether custodians may release the version's key to `account` now, under the current policy; if not,
    /// why.
    /// @dev A licence covers all versions of its asset. `account` holds it or has a seat (ERC-4907 user: the first).
    /// @param licenseId 0 for the asset's owner, who needs none.
    function isReleasable(
        AssetId assetId,
        uint32 version,
        address account,
        LicenseId licenseId
    ) external view returns (bool releasable, Refusal refusal);

    /// @notice Logs that the caller, a custodian, is about to release its share. Refused unless `isReleasable`, so a
    /// custodian logs first and releases then: the log has no release that was not due.
    /// @param requestHash Digest of the signed request, which covers its nonce; a custodian logs it once.
    function logRelease(
        AssetId assetId,
        uint32 version,
        address account,
        LicenseId licenseId,
        uint32 epoch,
        bytes32 requestHash
    ) external;

    /// @notice Whether the custodian logged the request.
    function isLogged(address custodian, bytes32 requestHash) external view returns (bool);

    /// @notice Notes that the owner gave `account` the version's key, wrapped to its current encryption key. Only the
    /// asset's owner, and only if the policy lets it. Replaces an earlier grant.
    /// @param expiry Unix time; 0 is perpetual.
    function grantKey(AssetId assetId, uint32 version, address account, bytes32 wrappedKeyHash, uint40 expiry) external;

    /// @notice Ends a grant: whoever serves the wrapped key stops. Only the asset's owner.
    function revokeGrant(AssetId assetId, uint32 version, address account) external;

    /// @notice The account's grant, expired or not; all zero if there is none.
    function grantOf(AssetId assetId, uint32 version, address account) external view returns (Grant memory);

    /// @notice Whether the account has a grant that has not expired.
    function isGranted(AssetId assetId, uint32 version, address account) external view returns (bool);

    /* COMPUTE-TO-DATA */

    /// @notice Lets a program, by the hash of its code, run on the asset's data. Only the asset's owner, and for as
    /// long as it owns the asset: a buyer allows its own.
    function allowProgram(AssetId assetId, bytes32 programHash, ProgramLimits calldata limits) external;

    /// @notice Takes that back. Only the asset's owner.
    function disallowProgram(AssetId assetId, bytes32 programHash) external;

    /// @notice Whether the program may run now, and within which limits.
    function programOf(
        AssetId assetId,
        bytes32 programHash
    ) external view returns (bool allowed, ProgramLimits memory limits);

    /// @notice Says whether `operator` may run programs on the asset's data. Only the asset's owner, and for as long
    /// as it owns the asset.
    function setComputeOperator(AssetId assetId, address operator, bool allowed) external;

    /// @notice Whether `operator` may run programs on the asset's data now.
    function isComputeOperator(AssetId assetId, address operator) external view returns (bool);

    /* PRIVACY */

    /// @notice Sets how much the version's answers may say in all, in millionths of ε. Only the asset's owner; once
    /// set it is only lowered, and never filled up. Less than was spent closes it at what was spent.
    function setPrivacyBudget(AssetId assetId, uint32 version, uint64 total) external;

    /// @notice Spends from the budget before an answer is given out. Only an operator that the owner lets compute, for
    /// a program that it allows, while the asset is not in dispute.
    /// @dev Pure ε adds up, so only answers with Laplace noise are counted here.
    function spend(AssetId assetId, uint32 version, bytes32 programHash, uint64 epsilon, bytes32 jobRef) external;

    /// @notice All zero, not opened, if the owner set none: then nothing can be spent.
    function privacyBudgetOf(AssetId assetId, uint32 version) external view returns (PrivacyBudget memory);
}
