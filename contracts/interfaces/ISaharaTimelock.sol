// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title What Sahara's timelock adds to OpenZeppelin's
/// @notice It executes what governance decided, after a delay, and is the treasury: what it holds takes part in no
/// vote, and SAHARA leaves it in large amounts only with notice. An operation is public from when it is scheduled;
/// one that waited NOTICE longer than its delay may move any amount, all others together FREE_AMOUNT, of which what
/// was moved comes back in a straight line over WINDOW. So at most twice FREE_AMOUNT leaves without notice in any
/// WINDOW, in however many operations.
/// @dev What an operation sends or lets others take counts, whatever comes in meanwhile. It may let others spend SAHARA
/// only as long as it lasts, so nothing leaves later, and nobody signs for the timelock.
interface ISaharaTimelock {
    /// @notice Operation `id` moved `amount` of SAHARA out of the treasury, or let others take so much.
    /// @param noticed Whether it had waited for NOTICE; it did not count against what is free then.
    event TreasuryMoved(bytes32 indexed id, uint256 amount, bool noticed);

    /// @notice Thrown when a delay is outside `[min, max]` seconds.
    error SaharaTimelock_OutOfBounds(uint256 delay, uint256 min, uint256 max);
    /// @notice Thrown when operation `id` moves more SAHARA than is free before the time `from`.
    error SaharaTimelock_NeedsNotice(bytes32 id, uint256 amount, uint256 free, uint256 from);
    /// @notice Thrown when an operation would leave an allowance over SAHARA of the treasury behind.
    error SaharaTimelock_AllowanceLeft(address spender, uint256 allowance);

    /// @notice SAHARA that may leave now without notice.
    function freeToMove() external view returns (uint256);
}
