// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {EntryPause} from "../governance/EntryPause.sol";
import {IAssetRegistry} from "../interfaces/IAssetRegistry.sol";
import {IDisputeCourt} from "../interfaces/IDisputeCourt.sol";
import {ILicenseManager} from "../interfaces/ILicenseManager.sol";
import {IRevenueLedger} from "../interfaces/IRevenueLedger.sol";
import {AssetId} from "../types/AssetId.sol";
import {ClaimId} from "../types/ClaimId.sol";
import {LicenseId} from "../types/LicenseId.sol";
import {ParentLink} from "../types/Provenance.sol";
import {OWNER, UNITS} from "../types/Revenue.sol";
import {AssetHolds} from "./AssetHolds.sol";
import {ClaimBook} from "./ClaimBook.sol";
import {Refunds} from "./Refunds.sol";

/// @title The court for claims against assets (DSP-1 to DSP-12)
/// @dev The court is the ledger's arbiter; the council speaks through it, and only about claims, each in its time and
/// within what it disputes. The court keeps no position: an award takes one, collects what it has earned and gives its
/// units away in one transaction.
contract DisputeCourt is EntryPause, Refunds {
    uint96 public constant MIN_BOND = 10e18;
    uint96 public constant MAX_BOND = 10_000e18;
    uint40 public constant MIN_ANSWER_PERIOD = 3 days;
    uint40 public constant MAX_ANSWER_PERIOD = 14 days;
    uint40 public constant MIN_RULING_PERIOD = 7 days;
    uint40 public constant MAX_RULING_PERIOD = 30 days;
    /// @dev Seconds for awards and for entering licences. The ledger's freeze is longer.
    uint40 public constant REMEDY_PERIOD = 30 days;

    uint96 public bond = 100e18;
    uint40 public answerPeriod = 7 days;
    uint40 public rulingPeriod = 14 days;

    /// @inheritdoc IDisputeCourt
    mapping(ClaimId parent => mapping(AssetId child => ClaimId tag)) public tagOf;

    /// @param token SAHARA.
    constructor(
        address authority,
        IAssetRegistry registry,
        IRevenueLedger ledger,
        ILicenseManager licenses,
        IERC20 token,
        address treasury
    ) AccessManaged(authority) ClaimBook(registry, token, treasury) AssetHolds(ledger) Refunds(licenses) {}

    /* CLAIMS */

    /// @inheritdoc IDisputeCourt
    function file(
        AssetId assetId,
        ClaimKind kind,
        uint32 units,
        bytes32 evidenceRoot
    ) external whenOpen nonReentrant returns (ClaimId claimId) {
        require(REGISTRY.exists(assetId), DisputeCourt_UnknownAsset(assetId));
        require(_ownerOf(assetId) != msg.sender, DisputeCourt_OwnAsset(assetId, msg.sender));
        require(units <= UNITS, DisputeCourt_TooManyUnits(units, UNITS));
        require(evidenceRoot != 0, DisputeCourt_ZeroRoot());

        claimId = _open(assetId, kind, Stage.FILED, _timeIn(answerPeriod), ClaimId.wrap(0));
        _claims[claimId].units = units;

        _announce(claimId, evidenceRoot);

        _takeBond(bond);
    }

    /// @inheritdoc IDisputeCourt
    function answer(ClaimId claimId, bytes32 statementRoot) external nonReentrant {
        Claim storage c = _claims[claimId];
        AssetId assetId = _assetOf(c);
        bool filed = c.stage == Stage.FILED;
        if (!filed) {
            require(c.respondent == address(0), DisputeCourt_AlreadyAnswered(claimId));
            _requireStage(claimId, Stage.HEARD);
        }
        _requireBefore(claimId, c.deadline);
        require(_ownerOf(assetId) == msg.sender, DisputeCourt_NotAssetOwner(assetId, msg.sender));
        require(statementRoot != 0, DisputeCourt_ZeroRoot());

        c.respondent = msg.sender;
        if (filed) (c.stage, c.deadline) = (Stage.ANSWERED, _timeIn(rulingPeriod));

        emit ClaimAnswered(claimId, assetId, msg.sender, c.deadline, statementRoot);

        _takeBond(c.bond);
    }

    /// @inheritdoc IDisputeCourt
    function withdraw(ClaimId claimId) external {
        Claim storage c = _claims[claimId];
        require(c.claimant == msg.sender, DisputeCourt_NotClaimant(claimId, msg.sender));
        bool filed = c.stage == Stage.FILED;
        if (!filed) _requirePending(claimId, c);

        emit ClaimWithdrawn(claimId, _assetOf(c));

        if (filed) _returnBonds(c);
        else _returnLess(c);
        _end(c, Stage.WITHDRAWN);
    }

    /// @inheritdoc IDisputeCourt
    function hear(ClaimId claimId) external nonReentrant {
        Claim storage c = _requireStage(claimId, Stage.FILED);
        _requireFrom(claimId, c.deadline);
        _requireBefore(claimId, _endOf(c));

        c.deadline = _timeIn(rulingPeriod);
        _startHearing(claimId, c);
    }

    /// @inheritdoc IDisputeCourt
    function admit(ClaimId claimId) external restricted {
        Claim storage c = _requireStage(claimId, Stage.ANSWERED);
        _requireBefore(claimId, c.deadline);

        _startHearing(claimId, c);
    }

    /// @inheritdoc IDisputeCourt
    function rule(ClaimId claimId, Verdict verdict) external restricted {
        Claim storage c = _claims[claimId];
        bool upheld = verdict == Verdict.UPHELD;
        // What is dismissed needs no answer: a flood of claims costs their owner nothing.
        bool unheard = c.stage == Stage.FILED && !upheld;
        if (!unheard) _requirePending(claimId, c);
        _requireBefore(claimId, _endOf(c));
        uint40 deadline = upheld ? _timeIn(REMEDY_PERIOD) : 0;

        emit ClaimRuled(claimId, _assetOf(c), verdict, deadline);

        if (verdict == Verdict.DISMISSED) _returnBonds(c);
        else _shareBonds(c, upheld);
        if (upheld) _uphold(c, deadline);
        else _end(c, Stage.DISMISSED);
    }

    /// @inheritdoc IDisputeCourt
    function lapse(ClaimId claimId) external {
        Claim storage c = _claims[claimId];
        if (c.stage != Stage.FILED) _requirePending(claimId, c);
        _requireFrom(claimId, _endOf(c));

        emit ClaimLapsed(claimId, _assetOf(c));

        _returnBonds(c);
        _end(c, Stage.LAPSED);
    }

    /// @inheritdoc IDisputeCourt
    function tag(ClaimId parent, AssetId child) external whenOpen nonReentrant returns (ClaimId claimId) {
        Claim storage p = _requireStage(parent, Stage.UPHELD);
        ClaimId earlier = tagOf[parent][child];
        require(ClaimId.unwrap(earlier) == 0, DisputeCourt_AlreadyTagged(child, earlier));
        _requireParent(child, _assetOf(p));

        claimId = _open(child, p.kind, Stage.HEARD, _timeIn(rulingPeriod), parent);
        tagOf[parent][child] = claimId;

        _announce(claimId, 0);
        _startHearing(claimId, _claims[claimId]);

        _takeBond(bond);
    }

    /* REMEDIES */

    /// @inheritdoc IDisputeCourt
    function award(ClaimId claimId, address holder, uint32 currencies) external restricted nonReentrant {
        Claim storage c = _requireStage(claimId, Stage.UPHELD);
        _requireBefore(claimId, c.deadline);
        AssetId assetId = _assetOf(c);
        uint32 active = LEDGER.accountOf(assetId).active;
        // What is bound to the owner goes back without what it earned, so all of that must be collected.
        bool whole = holder == OWNER && currencies & active == active;
        require(whole || _movesUnits(c), DisputeCourt_OnlyWholeOwnersPosition(claimId));
        uint256 units = LEDGER.unitsOf(assetId, holder);
        require(units <= c.units, DisputeCourt_TooManyUnits(units, c.units));

        c.awarded = true;
        // Not above what it was.
        c.units -= uint32(units);
        address to = _movesUnits(c) ? c.claimant : OWNER;

        emit PositionAwarded(claimId, assetId, holder, units, to);

        _freeze(assetId);
        LEDGER.awardPosition(assetId, holder, address(this));
        LEDGER.thaw(assetId);
        _collectAll(claimId, assetId, currencies & active);
        if (to != OWNER) LEDGER.transferPosition(assetId, to);
        else if (units != 0) LEDGER.bindUnits(assetId, units);
        _freeze(assetId);
    }

    /// @inheritdoc IDisputeCourt
    function strike(LicenseId licenseId) external restricted {
        _strike(licenseId);
    }

    /// @inheritdoc IDisputeCourt
    function lift(ClaimId claimId) external {
        Claim storage c = _claims[claimId];
        if (!_isRemedied(c)) _checkCanCall(msg.sender, msg.data);
        _requireStage(claimId, Stage.UPHELD);

        emit ClaimRemedied(claimId, _assetOf(c));

        _end(c, Stage.REMEDIED);
    }

    /// @inheritdoc IDisputeCourt
    function settleSupersedure(AssetId assetId) external restricted {
        uint256 holds = holdsOn[assetId];
        require(holds == 0, DisputeCourt_Held(assetId, holds));
        // Frozen for that and nothing else, or the ledger refuses.
        LEDGER.freezeSuperseded(assetId);
        LEDGER.thaw(assetId);
    }

    /* RULES */

    /// @inheritdoc IDisputeCourt
    function setRules(uint96 newBond, uint40 newAnswerPeriod, uint40 newRulingPeriod) external restricted {
        _requireWithin(newBond, MIN_BOND, MAX_BOND);
        _requireWithin(newAnswerPeriod, MIN_ANSWER_PERIOD, MAX_ANSWER_PERIOD);
        _requireWithin(newRulingPeriod, MIN_RULING_PERIOD, MAX_RULING_PERIOD);

        (bond, answerPeriod, rulingPeriod) = (newBond, newAnswerPeriod, newRulingPeriod);

        emit RulesChanged(newBond, newAnswerPeriod, newRulingPeriod);
    }

    /* INTERNAL */

    function _open(
        AssetId assetId,
        ClaimKind kind,
        Stage stage,
        uint40 deadline,
        ClaimId parent
    ) private returns (ClaimId claimId) {
        claimId = ClaimId.wrap(++claimCount);
        Claim storage c = _claims[claimId];
        (c.claimant, c.deadline, c.stage, c.kind) = (msg.sender, deadline, stage, kind);
        // Ids of assets and claims count up one by one, so they stay below 2^40.
        (c.assetId, c.parent) = (uint40(AssetId.unwrap(assetId)), uint40(ClaimId.unwrap(parent)));
        c.bond = bond;
    }

    function _announce(ClaimId claimId, bytes32 evidenceRoot) private {
        Claim memory c = _claims[claimId];
        emit ClaimFiled(
            claimId,
            AssetId.wrap(c.assetId),
            c.claimant,
            c.kind,
            c.units,
            c.bond,
            c.deadline,
            evidenceRoot,
            ClaimId.wrap(c.parent)
        );
    }

    function _startHearing(ClaimId claimId, Claim storage c) private {
        c.stage = Stage.HEARD;

        emit ClaimHeard(claimId, _assetOf(c), c.deadline);

        _hold(_assetOf(c));
    }

    function _uphold(Claim storage c, uint40 deadline) private {
        bool held = c.stage == Stage.HEARD;
        (c.stage, c.deadline) = (Stage.UPHELD, deadline);
        if (held) _freeze(_assetOf(c));
        else _hold(_assetOf(c));
    }

    /// @dev The last step of a claim; if it held the asset, it does no more.
    function _end(Claim storage c, Stage stage) private {
        bool held = c.stage == Stage.HEARD || c.stage == Stage.UPHELD;
        c.stage = stage;
        if (held) _unhold(_assetOf(c));
    }

    function _collectAll(ClaimId claimId, AssetId assetId, uint32 currencies) private {
        address[] memory listed = LEDGER.currencies();
        // An asset takes few of them, and the ledger lists at most 32.
        for (uint256 i; i < listed.length; ++i) {
            if (currencies & (1 << i) != 0) _collect(claimId, assetId, listed[i]);
        }
    }

    /// @dev When a claim that nobody ruled on is over: one that nobody has heard has the council's time on top of the
    /// owner's.
    function _endOf(Claim storage c) private view returns (uint40) {
        return c.stage == Stage.FILED ? c.deadline + rulingPeriod : c.deadline;
    }

    /// @dev Whether anyone may end the hold of an upheld claim.
    function _isRemedied(Claim storage c) private view returns (bool) {
        if (c.parent != 0) return _claims[ClaimId.wrap(c.parent)].stage == Stage.REMEDIED;
        return c.awarded && _movesUnits(c) && block.timestamp >= c.deadline;
    }

    function _requirePending(ClaimId claimId, Claim storage c) private view {
        bool pending = c.stage == Stage.ANSWERED || c.stage == Stage.HEARD;
        require(pending, DisputeCourt_WrongStage(claimId, c.stage));
    }

    function _requireParent(AssetId child, AssetId parent) private view {
        ParentLink[] memory links = REGISTRY.parentsOf(child);
        for (uint256 i; i < links.length; ++i) {
            if (links[i].asset == parent) return;
        }
        revert DisputeCourt_NotDescendant(child, parent);
    }

    function _requireWithin(uint256 value, uint256 min, uint256 max) private pure {
        require(value >= min && value <= max, DisputeCourt_OutOfBounds(value, min, max));
    }
}
