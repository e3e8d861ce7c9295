// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Offer, SignedReceipt} from "../types/Usage.sol";

/// @title Disputes over two operators that answer one request of a deterministic model differently
/// @notice The receipts prove that one of them is wrong, not which. Whoever reports puts up a bond; an arbiter runs the
/// model again and rules; without a ruling everybody gets back what is theirs.
interface IDivergences {
    enum Verdict {
        NONE,
        FIRST_WRONG,
        SECOND_WRONG,
        BOTH_WRONG,
        UNFOUNDED
    }

    /// @notice One dispute.
    /// @param first Operator of the first receipt, and `firstKey` the key that signed it; like the second.
    struct Divergence {
        address reporter;
        uint40 openedAt;
        Verdict verdict;
        address first;
        address firstKey;
        address second;
        address secondKey;
        uint96 bond;
    }

    event DivergenceOpened(
        uint256 indexed divergenceId,
        address indexed first,
        address indexed second,
        address reporter,
        bytes32 modelHash,
        bytes32 requestHash,
        bytes32 firstResponse,
        bytes32 secondResponse
    );
    event DivergenceRuled(uint256 indexed divergenceId, Verdict verdict);
    /// @notice Nobody ruled in time; the bond went back.
    event DivergenceLapsed(uint256 indexed divergenceId);

    /// @notice Opens a dispute. The receipts are of deterministic offers of one model by two operators, and name one
    /// request and two responses. Takes a bond of SAHARA of the caller's allowance.
    function open(
        SignedReceipt calldata first,
        Offer calldata firstOffer,
        SignedReceipt calldata second,
        Offer calldata secondOffer
    ) external returns (uint256 divergenceId);

    /// @notice Slashes who was wrong and returns the bond, or, if nobody was, forfeits it to the treasury. Restricted.
    function rule(uint256 divergenceId, Verdict verdict) external;

    /// @notice Returns the bond of a dispute that nobody ruled on for 14 days. Anyone may call.
    function lapse(uint256 divergenceId) external;

    function divergenceOf(uint256 divergenceId) external view returns (Divergence memory);

    /// @notice Bond of a new dispute, in base units of SAHARA.
    function bond() external view returns (uint96);
}
