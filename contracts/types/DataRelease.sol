// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @dev Most custodians that share one key, so that looking through them stays bounded.
uint256 constant MAX_CUSTODIANS = 16;

/// @notice A custodian and the share that it keeps.
/// @param custodian Who logs the releases of the share.
/// @param commitment What the share must match, so that a wrong one is noticed.
struct Seat {
    address custodian;
    bytes32 commitment;
}

/// @notice To whom the key of one version's encrypted payload is released, and by whom.
/// @param payloadRoot Digest of the CIDv1 of the encrypted payload.
/// @param uses Bit set of USE_ flags, all of which a licence must grant.
/// @param threshold How many shares give the key; 0 without custodians.
/// @param ownerDirect Whether the owner may hand the key out itself, by a grant.
/// @param seats The custodians, in the order of their shares, at most MAX_CUSTODIANS.
struct ReleasePolicy {
    bytes32 payloadRoot;
    uint16 uses;
    uint8 threshold;
    bool ownerDirect;
    Seat[] seats;
}

/// @notice Why custodians may not release a key; NONE if they may.
enum Refusal {
    NONE,
    NO_POLICY,
    NO_CUSTODIANS,
    NOT_OWNER,
    DISPUTED,
    UNKNOWN_LICENSE,
    WRONG_ASSET,
    REVOKED,
    EXPIRED,
    USES_NOT_GRANTED,
    NOT_PERMITTED
}

/// @notice A key that the owner wrapped for one account.
/// @param wrappedKeyHash Hash of the wrapped key, which travels off chain.
/// @param expiry Unix time; 0 is perpetual.
/// @param epoch Policy under which it was granted.
/// @param keyVersion Which of the account's encryption keys it is wrapped to.
struct Grant {
    bytes32 wrappedKeyHash;
    uint40 expiry;
    uint32 epoch;
    uint32 keyVersion;
}

/// @notice What a program may take out of a data set in one run.
/// @param maxRows Most rows of output.
/// @param maxOutputBytes Most bytes of output.
/// @param minGroupSize Fewest rows of input behind each row of output.
struct ProgramLimits {
    uint32 maxRows;
    uint32 maxOutputBytes;
    uint32 minGroupSize;
}

/// @notice How much a version's answers may say about any one of its rows, in all, in millionths of ε (pure, Laplace).
struct PrivacyBudget {
    uint64 total;
    uint64 spent;
    bool opened;
}
