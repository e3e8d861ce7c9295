// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IAssetRegistry} from "../interfaces/IAssetRegistry.sol";
import {IProtocolParameters} from "../interfaces/IProtocolParameters.sol";
import {AssetId} from "../types/AssetId.sol";

/// @title Each content root belongs to one asset: the one that claimed it first
/// @dev A claim's time is the time of its commitment, or of its registration when there was none. Somebody who copies
/// a root out of the mempool can only claim it now, so the owner who committed earlier takes it over for as long as
/// the reclaim window lasts; the copy is marked as superseded and its revenue can be frozen by anyone.
abstract contract ContentRoots is IAssetRegistry {
    /// @dev Oldest commitment that counts, in seconds: a guess at somebody's root can't be hoarded.
    uint40 public constant MAX_COMMITMENT_AGE = 7 days;

    IProtocolParameters public immutable PARAMETERS;

    mapping(bytes32 commitment => uint40 time) public committedAt;
    mapping(bytes32 contentRoot => RootClaim claim) private _claims;

    constructor(IProtocolParameters parameters) {
        PARAMETERS = parameters;
    }

    /// @inheritdoc IAssetRegistry
    function commit(bytes32 commitment) external {
        // An old commitment of one's own may be made anew, once it no longer counts.
        require(_age(committedAt[commitment]) > MAX_COMMITMENT_AGE, AssetRegistry_AlreadyCommitted(commitment));

        committedAt[commitment] = uint40(block.timestamp);

        emit ContentCommitted(commitment);
    }

    /// @inheritdoc IAssetRegistry
    function assetByContentRoot(bytes32 contentRoot) external view returns (AssetId) {
        return AssetId.wrap(_claims[contentRoot].asset);
    }

    /// @inheritdoc IAssetRegistry
    function rootClaimOf(bytes32 contentRoot) external view returns (RootClaim memory) {
        return _claims[contentRoot];
    }

    /// @inheritdoc IAssetRegistry
    function commitmentOf(address owner, bytes32 contentRoot, bytes32 salt) public view returns (bytes32) {
        return keccak256(abi.encode(block.chainid, address(this), owner, contentRoot, salt));
    }

    /// @dev Claims `contentRoot` for `assetId` in the name of `claimant`.
    /// @return superseded The asset that lost it, or zero.
    function _claimRoot(
        bytes32 contentRoot,
        AssetId assetId,
        address claimant,
        bytes32 salt
    ) internal returns (AssetId superseded) {
        RootClaim memory claim = _claims[contentRoot];
        AssetId holder = AssetId.wrap(claim.asset);
        if (holder == assetId) return superseded;

        // Timestamps fit 40 bits for thirty thousand years.
        uint40 recordedAt = uint40(block.timestamp);
        uint40 claimedAt = salt == 0 ? recordedAt : _commitmentTime(commitmentOf(claimant, contentRoot, salt));
        if (claim.asset != 0) {
            require(
                claimedAt < claim.claimedAt && recordedAt <= claim.recordedAt + PARAMETERS.reclaimWindow(),
                AssetRegistry_ContentRootTaken(contentRoot, holder)
            );
            superseded = holder;
            _markSuperseded(holder);
            emit ContentRootReclaimed(contentRoot, holder, assetId);
        }
        // Asset ids count up one by one, so they fit 40 bits.
        _claims[contentRoot] = RootClaim(uint40(AssetId.unwrap(assetId)), claimedAt, recordedAt);
    }

    /// @dev Marks an asset that lost a content root to an earlier commitment.
    function _markSuperseded(AssetId assetId) internal virtual;

    function _commitmentTime(bytes32 commitment) private view returns (uint40 time) {
        time = committedAt[commitment];
        require(_age(time) <= MAX_COMMITMENT_AGE, AssetRegistry_UnknownCommitment(commitment));
        require(time < block.timestamp, AssetRegistry_CommitmentTooYoung(commitment));
    }

    /// @dev Seconds since `time`; a commitment that was never made is as old as time.
    function _age(uint40 time) private view returns (uint256) {
        return block.timestamp - time;
    }
}
