// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AssetId} from "../types/AssetId.sol";
import {ClaimId} from "../types/ClaimId.sol";
import {LicenseId} from "../types/LicenseId.sol";

/// @title The court for claims against assets
/// @notice A claimant puts up a bond and says what is wrong with an asset; its owner answers with an equal bond; the
/// council rules. From the first hearing on, which is the owner's silence or the council's admission, the revenue
/// ledger holds the asset's revenue: it sells no licence, has no new derivative and pays nobody. Every step has a
/// time, and when it has passed anyone can take the next one.
/// @dev Bonds are SAHARA. What comes of an upheld claim is the council's to say, within what the claim disputes: it can
/// move the units of a position to the claimant, and it can turn the income held for a position into a pool that
/// licensees are refunded from.
interface IDisputeCourt {
    /// @notice What is wrong with the asset. The first two say that it should be somebody else's; the last two that
    /// it is not what was sold.
    enum ClaimKind {
        STOLEN,
        INFRINGING,
        MISLABELLED,
        MALWARE
    }

    /// @notice Where a claim stands. ANSWERED has a counter-statement and no hold yet; HEARD and UPHELD hold the
    /// asset; REMEDIED was upheld and holds it no more.
    enum Stage {
        NONE,
        FILED,
        ANSWERED,
        HEARD,
        WITHDRAWN,
        LAPSED,
        DISMISSED,
        UPHELD,
        REMEDIED
    }

    /// @notice What the council says. A frivolous claim costs its bond, one that is merely dismissed does not.
    enum Verdict {
        DISMISSED,
        FRIVOLOUS,
        UPHELD
    }

    /// @notice A claim.
    /// @param deadline Unix time at which the time for the answer (FILED), the ruling (ANSWERED, HEARD) or the remedy
    /// (UPHELD) is over.
    /// @param awarded Whether a position was awarded.
    /// @param respondent Who answered; zero: nobody.
    /// @param units Most units that may be moved: what is disputed. Awards lower it.
    /// @param assetId Against what.
    /// @param bond What each side puts up.
    /// @param parent Id of the claim against a parent of the asset that this one follows from; zero: none.
    struct Claim {
        address claimant;
        uint40 deadline;
        Stage stage;
        ClaimKind kind;
        bool awarded;
        address respondent;
        uint32 units;
        uint40 assetId;
        uint96 bond;
        uint40 parent;
    }

    /// @notice What an upheld claim has for licensees in one currency, in base units.
    /// @param collected Income that was held, less what has been given back.
    /// @param entered Prices of all licences that were entered for a refund.
    struct Pool {
        uint128 collected;
        uint128 entered;
    }

    /// @notice A licence that was entered for a refund.
    /// @param holder Who is refunded; zero: nobody any more.
    struct Entry {
        ClaimId claimId;
        address holder;
    }

    /* EVENTS */

    /// @notice There is a new claim. `parent` is zero, or the claim against a parent that it follows from.
    event ClaimFiled(
        ClaimId indexed claimId,
        AssetId indexed assetId,
        address indexed claimant,
        ClaimKind kind,
        uint32 units,
        uint96 bond,
        uint40 deadline,
        bytes32 evidenceRoot,
        ClaimId parent
    );
    /// @notice The asset's owner put a counter-statement and a bond against the claim.
    event ClaimAnswered(
        ClaimId indexed claimId,
        AssetId indexed assetId,
        address indexed respondent,
        uint40 deadline,
        bytes32 statementRoot
    );
    /// @notice The asset's revenue is held from now on because of the claim.
    event ClaimHeard(ClaimId indexed claimId, AssetId indexed assetId, uint40 deadline);
    /// @notice The claimant took the claim back.
    event ClaimWithdrawn(ClaimId indexed claimId, AssetId indexed assetId);
    /// @notice The council has ruled. `deadline` is that of the remedy; zero if there is none.
    event ClaimRuled(ClaimId indexed claimId, AssetId indexed assetId, Verdict verdict, uint40 deadline);
    /// @notice Nobody ruled in time; all bonds go back.
    event ClaimLapsed(ClaimId indexed claimId, AssetId indexed assetId);
    /// @notice The claim holds the asset no more.
    event ClaimRemedied(ClaimId indexed claimId, AssetId indexed assetId);
    /// @notice The position of `holder` (zero: the asset's owner) of `units` was taken for the claim; the units are
    /// `to`'s (zero: the asset's owner, as before).
    event PositionAwarded(
        ClaimId indexed claimId,
        AssetId indexed assetId,
        address indexed holder,
        uint256 units,
        address to
    );
    /// @notice `amount` that was held for a position is in the claim's pool.
    event IncomeCollected(ClaimId indexed claimId, AssetId indexed assetId, address indexed token, uint256 amount);
    /// @notice `holder` asks for its licence's price, `amount` of `token`, back.
    event RefundEntered(
        ClaimId indexed claimId,
        LicenseId indexed licenseId,
        address indexed holder,
        address token,
        uint256 amount
    );
    /// @notice The council struck a licence from the pool.
    event RefundStruck(ClaimId indexed claimId, LicenseId indexed licenseId);
    /// @notice `holder` was paid `amount` for its licence.
    event BuyerRefunded(
        ClaimId indexed claimId,
        LicenseId indexed licenseId,
        address indexed holder,
        address token,
        uint256 amount
    );
    /// @notice What licensees did not need of the pool went to `to`.
    event RestCollected(ClaimId indexed claimId, address indexed token, address indexed to, uint256 amount);
    /// @notice `account` was paid what bonds left it.
    event CreditReleased(address indexed account, uint256 amount);
    /// @notice Claims and steps that begin from now on go by these rules.
    event RulesChanged(uint96 bond, uint40 answerPeriod, uint40 rulingPeriod);

    /* ERRORS */

    /// @notice Thrown when there is no such asset.
    error DisputeCourt_UnknownAsset(AssetId assetId);
    /// @notice Thrown when the owner of an asset claims against it.
    error DisputeCourt_OwnAsset(AssetId assetId, address claimant);
    /// @notice Thrown when evidence or a statement is missing.
    error DisputeCourt_ZeroRoot();
    /// @notice Thrown when more units are disputed than there are, or moved than are disputed.
    error DisputeCourt_TooManyUnits(uint256 units, uint256 max);
    /// @notice Thrown when the claim does not stand where it must for this.
    error DisputeCourt_WrongStage(ClaimId claimId, Stage stage);
    /// @notice Thrown when the time for it ended at `deadline`.
    error DisputeCourt_TooLate(ClaimId claimId, uint40 deadline);
    /// @notice Thrown when it can be done only from `deadline` on.
    error DisputeCourt_TooEarly(ClaimId claimId, uint40 deadline);
    /// @notice Thrown when the caller does not own the asset.
    error DisputeCourt_NotAssetOwner(AssetId assetId, address caller);
    /// @notice Thrown when the caller did not file the claim.
    error DisputeCourt_NotClaimant(ClaimId claimId, address caller);
    /// @notice Thrown when the claim has been answered.
    error DisputeCourt_AlreadyAnswered(ClaimId claimId);
    /// @notice Thrown when no claim holds the asset.
    error DisputeCourt_NotHeld(AssetId assetId);
    /// @notice Thrown when claims hold the asset.
    error DisputeCourt_Held(AssetId assetId, uint256 holds);
    /// @notice Thrown when the asset was not made from the one that the claim is against.
    error DisputeCourt_NotDescendant(AssetId assetId, AssetId parent);
    /// @notice Thrown when the asset was tagged for the claim already.
    error DisputeCourt_AlreadyTagged(AssetId assetId, ClaimId tag);
    /// @notice Thrown when a claim that moves no units would take another position than the owner's, or leave some of
    /// its currencies out.
    error DisputeCourt_OnlyWholeOwnersPosition(ClaimId claimId);
    /// @notice Thrown when the licence is not of the asset that the claim is against.
    error DisputeCourt_WrongLicense(LicenseId licenseId, AssetId assetId);
    /// @notice Thrown when the caller does not hold the licence.
    error DisputeCourt_NotHolder(LicenseId licenseId, address caller);
    /// @notice Thrown when the licence was free.
    error DisputeCourt_NothingPaid(LicenseId licenseId);
    /// @notice Thrown when the licence was entered before.
    error DisputeCourt_AlreadyEntered(LicenseId licenseId, ClaimId claimId);
    /// @notice Thrown when the licence is in no pool, or no more.
    error DisputeCourt_NotEntered(LicenseId licenseId);
    /// @notice Thrown when there is nothing to pay out.
    error DisputeCourt_NothingLeft(ClaimId claimId, address token);
    /// @notice Thrown when nothing is credited to the account.
    error DisputeCourt_NothingToRelease(address account);
    /// @notice Thrown when a rule would be out of its bounds.
    error DisputeCourt_OutOfBounds(uint256 value, uint256 min, uint256 max);
    /// @notice Thrown when anyone but the ledger sends the native coin.
    error DisputeCourt_NotLedger(address caller);

    /* CLAIMS */

    /// @notice Files a claim, with a bond from the caller's allowance.
    /// @param units Most units that can be awarded, or whose income can be: 1e8 is all; 0 asks for the hold alone.
    /// @param evidenceRoot Content root of the evidence.
    function file(AssetId assetId, ClaimKind kind, uint32 units, bytes32 evidenceRoot) external returns (ClaimId);

    /// @notice Answers with a counter-statement and an equal bond: in the time for it, or, once the claim is heard,
    /// until it is ruled on. Only the asset's owner.
    function answer(ClaimId claimId, bytes32 statementRoot) external;

    /// @notice Takes a claim back before it is ruled on: free until the first step against it, for half of the bond
    /// after that. Only the claimant.
    function withdraw(ClaimId claimId) external;

    /// @notice Hears a claim that the owner was silent on: the asset is held from now on. Anyone may call.
    function hear(ClaimId claimId) external;

    /// @notice Hears a claim that was answered: the asset is held from now on. Restricted.
    function admit(ClaimId claimId) external;

    /// @notice Rules on a claim that can't lapse yet. Upholding takes that it was answered or heard, and starts the
    /// time for the remedy. Restricted.
    function rule(ClaimId claimId, Verdict verdict) external;

    /// @notice Ends a claim that nobody ruled on in time; the bonds go back. Anyone may call.
    function lapse(ClaimId claimId) external;

    /// @notice Tags an asset that was made from one that an upheld claim holds: a claim of the same kind, with a bond,
    /// that is heard at once. One hop a call; the next one takes that this claim is upheld, too. Anyone may call.
    function tag(ClaimId parent, AssetId child) external returns (ClaimId);

    /// @notice Renews the ledger's freeze of an asset that claims still hold. Anyone may call.
    function prolong(AssetId assetId) external;

    /* REMEDIES */

    /// @notice Takes the position of `holder` (zero: the asset's owner): what it has earned in `currencies` goes to the
    /// claim's pool; its units go to the claimant if the claim says that the asset should be somebody else's, and
    /// back otherwise. Restricted.
    /// @param currencies Bit mask of the ledger; what is left out goes along with the units.
    function award(ClaimId claimId, address holder, uint32 currencies) external;

    /// @notice Strikes a licence from its pool, such as one that the seller bought from itself. Restricted.
    function strike(LicenseId licenseId) external;

    /// @notice Ends the hold of an upheld claim. Restricted, but open to anyone once the time for the remedy of a claim
    /// with an award has passed, or the claim that a tag follows from holds no more.
    function lift(ClaimId claimId) external;

    /// @notice Ends the freeze of an asset that lost its content root to an earlier commitment. Restricted.
    function settleSupersedure(AssetId assetId) external;

    /* REFUNDS */

    /// @notice Enters the caller's licence for a refund of the price of one period, in the time for the remedy.
    /// What was paid for further periods, and for renewals, is not refunded.
    function enterRefund(LicenseId licenseId, ClaimId claimId) external;

    /// @notice Pays an entered licence's holder after that time: the price, or in proportion if the pool is short.
    /// Anyone may call.
    function refundBuyer(LicenseId licenseId) external returns (uint256 amount);

    /// @notice Pays what licensees do not need of a pool after that time: to the claimant if the claim says that the
    /// asset should be its, to the asset's owner otherwise. Anyone may call.
    function collectRest(ClaimId claimId, address token) external returns (uint256 amount);

    /// @notice Pays `account` what bonds left it. Anyone may call.
    function release(address account) external returns (uint256 amount);

    /* RULES */

    /// @notice Sets the bond of claims to come and the time of steps to come, within bounds. Restricted.
    function setRules(uint96 newBond, uint40 newAnswerPeriod, uint40 newRulingPeriod) external;

    /* READING */

    /// @notice All zero if nobody filed it.
    function claimOf(ClaimId claimId) external view returns (Claim memory);

    /// @notice How many claims were filed; the last one's id.
    function claimCount() external view returns (uint256);

    /// @notice How many claims hold the asset.
    function holdsOn(AssetId assetId) external view returns (uint256);

    /// @notice The claim by which `child` was tagged for the claim `parent`, or zero.
    function tagOf(ClaimId parent, AssetId child) external view returns (ClaimId);

    /// @notice What a claim has for licensees in `token`.
    function poolOf(ClaimId claimId, address token) external view returns (Pool memory);

    /// @notice Where a licence was entered.
    function entryOf(LicenseId licenseId) external view returns (Entry memory);

    /// @notice What bonds left an account, in SAHARA.
    function creditOf(address account) external view returns (uint256);

    /// @notice What each side of a new claim puts up, in SAHARA.
    function bond() external view returns (uint96);

    /// @notice Seconds that an owner has to answer.
    function answerPeriod() external view returns (uint40);

    /// @notice Seconds that the council has to rule.
    function rulingPeriod() external view returns (uint40);
}
