// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title ERC-4907, rental NFT
/// @notice A user beside the holder, until a time.
interface IERC4907 {
    /// @notice `user` may use the token until `expires`.
    event UpdateUser(uint256 indexed tokenId, address indexed user, uint64 expires);

    /// @notice Sets the user of a token until `expires`, Unix time.
    function setUser(uint256 tokenId, address user, uint64 expires) external;

    /// @notice The user of a token now, or zero.
    function userOf(uint256 tokenId) external view returns (address);

    /// @notice Until when the token has its user, or zero.
    function userExpires(uint256 tokenId) external view returns (uint256);
}

/// @title ERC-5192, minimal soulbound NFTs
/// @notice Tells wallets which tokens can't be transferred.
interface IERC5192 {
    /// @notice The token can't be transferred.
    event Locked(uint256 tokenId);
    /// @notice The token can be transferred again.
    event Unlocked(uint256 tokenId);

    /// @notice Whether the token can't be transferred.
    function locked(uint256 tokenId) external view returns (bool);
}

/// @title ERC-5643, subscription NFTs
/// @notice Tokens that end and can be extended.
interface IERC5643 {
    /// @notice The token ends at `expiration`, Unix time.
    event SubscriptionUpdate(uint256 indexed tokenId, uint64 expiration);

    /// @notice Extends a token by `duration` seconds.
    function renewSubscription(uint256 tokenId, uint64 duration) external payable;

    /// @notice Ends a token.
    function cancelSubscription(uint256 tokenId) external payable;

    /// @notice Unix time at which the token ends.
    function expiresAt(uint256 tokenId) external view returns (uint64);

    /// @notice Whether the token can be extended.
    function isRenewable(uint256 tokenId) external view returns (bool);
}
