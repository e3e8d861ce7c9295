// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AssetId} from "../types/AssetId.sol";
import {AttributionReport} from "../types/Attribution.sol";
import {ReportId} from "../types/ReportId.sol";

/// @title Reports on what contributors are worth, with a bond, open to challenge
/// @notice An author signs what anyone can recompute; the asset's owner posts it with a bond. Who comes to other
/// weights challenges with as much; an arbiter runs the method again and decides. What stands is final.
/// @dev Weights apply to the future only: a contributor root is set once, when its asset is registered. The owner
/// passes `finalRootOf` as the contributor root of the next asset made from the version, and anyone can compare the
/// two.
interface IAttributionReports {
    enum Status {
        NONE,
        POSTED,
        CHALLENGED,
        FINAL,
        VOID,
        LAPSED
    }

    /// @notice A report that was posted.
    /// @param poster Whose bond it is.
    /// @param deadline Unix time at which the present phase ends: the challenge window, then the arbiter's time.
    /// @param challenger Zero before a challenge.
    /// @param otherRoot The weights that the challenger came to.
    struct Posting {
        address poster;
        uint40 deadline;
        Status status;
        uint32 version;
        AssetId assetId;
        bytes32 weightsRoot;
        address challenger;
        bytes32 otherRoot;
    }

    /* EVENTS */

    /// @notice A report can be challenged until `deadline`.
    event ReportPosted(
        ReportId indexed reportId,
        AssetId indexed assetId,
        address indexed author,
        address poster,
        uint40 deadline,
        AttributionReport report
    );
    /// @notice `challenger` came to `otherRoot`; the arbiter decides before `deadline`.
    event ReportChallenged(
        ReportId indexed reportId,
        AssetId indexed assetId,
        address indexed challenger,
        bytes32 otherRoot,
        uint40 deadline
    );
    /// @notice The report stands, unchallenged or by ruling.
    event ReportFinal(ReportId indexed reportId, AssetId indexed assetId, uint32 indexed version, bytes32 weightsRoot);
    /// @notice The arbiter found the report wrong.
    event ReportVoided(ReportId indexed reportId, AssetId indexed assetId);
    /// @notice Nobody decided in time; both bonds went back, and the report never becomes final.
    event ReportLapsed(ReportId indexed reportId, AssetId indexed assetId);
    /// @notice Bonds that were `account`'s left.
    event CreditReleased(address indexed account, uint256 amount);
    /// @notice Reports posted from now on are open to challenge for so many seconds.
    event ChallengeWindowChanged(uint40 previousSeconds, uint40 newSeconds);

    /* ERRORS */

    /// @notice Thrown when `caller` does not own the asset.
    error AttributionReports_NotAssetOwner(AssetId assetId, address caller);
    /// @notice Thrown when a report names no weights.
    error AttributionReports_ZeroRoot();
    /// @notice Thrown when `author` did not sign the report.
    error AttributionReports_NotSigned(ReportId reportId, address author);
    /// @notice Thrown when the report is in another phase than the call needs: posted before, unknown, or over.
    error AttributionReports_WrongStatus(ReportId reportId, Status status);
    /// @notice Thrown when a challenge comes to the weights that it challenges.
    error AttributionReports_SameRoot(bytes32 weightsRoot);
    /// @notice Thrown when it is too late, since `deadline`.
    error AttributionReports_TooLate(ReportId reportId, uint40 deadline);
    /// @notice Thrown when it is too early, until `deadline`.
    error AttributionReports_TooEarly(ReportId reportId, uint40 deadline);
    /// @notice Thrown when no bond is `account`'s.
    error AttributionReports_NothingToRelease(address account);
    /// @notice Thrown when a window is outside `[min, max]`.
    error AttributionReports_WindowOutOfBounds(uint40 window, uint40 min, uint40 max);

    /* REPORTS */

    /// @notice Posts a report that `author` signed (EIP-712). Only the asset's owner, who alone can use the weights;
    /// takes a bond of its allowance. A report is posted once.
    function post(
        AttributionReport calldata report,
        address author,
        bytes calldata signature
    ) external returns (ReportId);

    /// @notice Says that the method comes to `otherRoot`. Anyone, within the challenge window; takes an equal bond. A
    /// report is challenged once: the arbiter's ruling is about the report, not about the challenge.
    function challenge(ReportId reportId, bytes32 otherRoot) external;

    /// @notice Decides a challenge, before its deadline. Half of the loser's bond is the winner's, beside its own; the
    /// rest, rounded up, is the treasury's. Restricted.
    /// @dev A challenger that is right voids the report; its own weights need a report of their own.
    function rule(ReportId reportId, bool reportIsWrong) external;

    /// @notice Ends what its deadline has passed for: a report that nobody challenged is final, a challenge that
    /// nobody decided lapses, with both bonds returned. Anyone may call.
    function settle(ReportId reportId) external;

    /// @notice Pays `account` the bonds that are its own. Anyone may call.
    function release(address account) external returns (uint256 amount);

    /// @notice Sets how long reports posted from now on are open to challenge, from 1 to 30 days. Restricted.
    function setChallengeWindow(uint40 newSeconds) external;

    /* READING */

    /// @notice Contributor root of the last report on the version that became final; zero if none did.
    function finalRootOf(AssetId assetId, uint32 version) external view returns (bytes32);

    /// @notice The last report on the version that became final; zero if none did.
    function finalReportOf(AssetId assetId, uint32 version) external view returns (ReportId);

    /// @notice All zero if nobody posted the report.
    function postingOf(ReportId reportId) external view returns (Posting memory);

    /// @notice The id of a report: the digest that its author signs.
    function reportIdOf(AttributionReport calldata report) external view returns (ReportId);

    /// @notice Base units of SAHARA that `account` can be paid.
    function creditOf(address account) external view returns (uint256);

    /// @notice Base units of SAHARA that posting or challenging takes.
    function bond() external view returns (uint256);

    /// @notice Seconds for which a new report is open to challenge.
    function challengeWindow() external view returns (uint40);
}
