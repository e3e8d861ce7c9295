// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {OfferId} from "../types/OfferId.sol";
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
    /// @param bond Base units of SAHARA; 0 once the dispute is over.
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

    /// @notice `reporter` put up a bond on two answers to one request.
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
    /// @notice The arbiter ruled; the bond is the treasury's if the dispute was unfounded, otherwise the reporter's.
    event DivergenceRuled(uint256 indexed divergenceId, Verdict verdict);
    /// @notice Nobody ruled in time; the bond is the reporter's.
    event DivergenceLapsed(uint256 indexed divergenceId);
    /// @notice Bonds that were `account`'s left.
    event BondReleased(address indexed account, uint256 amount);

    /// @notice Thrown when a receipt is not of `offer`.
    error Divergences_WrongOffer(OfferId offerId, OfferId named);
    /// @notice Thrown when the offer does not promise the same answer everywhere.
    error Divergences_NotDeterministic(OfferId offerId);
    /// @notice Thrown when not all receipts and offers name one model.
    error Divergences_DifferentModels(bytes32 modelHash, bytes32 otherModelHash);
    /// @notice Thrown when a receipt was not signed by a key that its operator had when the call finished.
    error Divergences_NotOperatorsKey(address operator, address key, uint40 time);
    /// @notice Thrown when both receipts are of one operator.
    error Divergences_SameOperator(address operator);
    /// @notice Thrown when the receipts answer two requests.
    error Divergences_DifferentRequests(bytes32 requestHash, bytes32 otherRequestHash);
    /// @notice Thrown when the receipts agree.
    error Divergences_SameResponse(bytes32 responseHash);
    /// @notice Thrown when the two receipts were brought before.
    error Divergences_AlreadyOpened(uint256 divergenceId);
    /// @notice Thrown when there is no such dispute, or it is over.
    error Divergences_NotOpen(uint256 divergenceId);
    /// @notice Thrown when a ruling says nothing.
    error Divergences_NoVerdict(uint256 divergenceId);
    /// @notice Thrown when it is too late to rule, since `end`.
    error Divergences_RulingPeriodOver(uint256 divergenceId, uint40 end);
    /// @notice Thrown when it is too early to lapse, until `end`.
    error Divergences_RulingPeriodOpen(uint256 divergenceId, uint40 end);
    /// @notice Thrown when no bond is `account`'s.
    error Divergences_NothingToRelease(address account);

    /// @notice Opens a dispute. The receipts are of deterministic offers of one model by two operators, and name one
    /// request and two responses. Takes a bond of SAHARA of the caller's allowance. Two receipts are brought once.
    function open(
        SignedReceipt calldata first,
        Offer calldata firstOffer,
        SignedReceipt calldata second,
        Offer calldata secondOffer
    ) external returns (uint256 divergenceId);

    /// @notice Slashes who was wrong and returns the bond, or, if nobody was, forfeits it to the treasury. Restricted.
    /// @dev Slashes a tenth of the stake, at most 100,000 SAHARA: it is a decision and no proof. 30 % of what the
    /// operator itself loses is the reporter's. Only within 14 days of the opening.
    function rule(uint256 divergenceId, Verdict verdict) external;

    /// @notice Returns the bond of a dispute that nobody ruled on for 14 days. Anyone may call.
    function lapse(uint256 divergenceId) external;

    /// @notice Pays `account` the bonds that are its own: a reporter's returned, the treasury's forfeited. Anyone may
    /// call.
    function release(address account) external returns (uint256 amount);

    /// @notice All zero if there is no such dispute; they count up from 1.
    function divergenceOf(uint256 divergenceId) external view returns (Divergence memory);

    /// @notice Base units of SAHARA that `account` can be paid.
    function creditOf(address account) external view returns (uint256);

    /// @notice How many disputes were opened.
    function divergenceCount() external view returns (uint256);

    /// @notice Bond of a new dispute, in base units of SAHARA.
    function bond() external view returns (uint96);
}
