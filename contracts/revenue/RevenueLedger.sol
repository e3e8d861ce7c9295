// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC3009} from "@openzeppelin/contracts/interfaces/draft-IERC3009.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {EntryPause} from "../governance/EntryPause.sol";
import {IAssetRegistry} from "../interfaces/IAssetRegistry.sol";
import {IContributorRoots} from "../interfaces/IContributorRoots.sol";
import {IPaymentSource} from "../interfaces/IPaymentSource.sol";
import {IRevenueLedger} from "../interfaces/IRevenueLedger.sol";
import {TokenBalance} from "../libraries/TokenBalance.sol";
import {AssetId, PROTOCOL} from "../types/AssetId.sol";
import {
    BPS,
    Contributor,
    MAX_FEE_BPS,
    MAX_ROYALTY_BPS,
    NATIVE,
    OWNER,
    Royalty,
    Stream,
    UNITS,
    UNITS_PER_BPS
} from "../types/Revenue.sol";
import {ContributorRoots} from "./ContributorRoots.sol";
import {Currencies} from "./Currencies.sol";
import {Units} from "./Units.sol";

/// @title The revenue ledger
/// @dev Solvency. For an asset a and a token write U = UNITS, acc for `accrued`, S for the units of a (owner's, free,
/// and still under the root) and r_i for its royalties in basis points; S + Σ r_i·U/BPS = U by `open`.
/// (1) Σ debt = U · Σ claimed: a transfer adds −x and +x, a claim of `owed` adds owed·U, nothing else writes debts.
/// (2) acc·units(h) ≥ debt(h) for every holder h: payments raise the left side; a claim keeps X mod U ≥ 0; a transfer
///     of u units keeps the difference of both sides; a position moves both sides of the inequality whole.
/// (3) So claimed(a) = Σ debt / U ≤ acc·S/U, and passed_i = floor(settled·r_i/BPS) ≤ acc·r_i/BPS by telescoping.
/// (4) So outflow(a) = Σ passed_i + claimed(a) ≤ acc(a). Summed over all assets, what was passed cancels against what
///     was credited, and Σ claimed ≤ Σ payments received: the ledger always holds what it owes.
/// Every division rounds towards the ledger and every remainder stays owed. The root's units are part of S through the
/// counter `rootUnits`, because the sum of a Merkle root's leaves can't be checked.
///
/// The invariants are numbered REV-1 to REV-12 in docs/requirements.md.
contract RevenueLedger is EntryPause, Units, ReentrancyGuardTransient {
    using Address for address;
    using Address for address payable;
    using SafeERC20 for IERC20;
    using TokenBalance for address;

    /// @dev Longest freeze, in seconds.
    uint40 private constant MAX_FREEZE = 90 days;

    IAssetRegistry public immutable REGISTRY;
    address public immutable REGISTRAR;
    address public immutable TREASURY;
    IContributorRoots public immutable CONTRIBUTOR_ROOTS;

    mapping(AssetId assetId => uint40 time) public frozenUntil;
    /// @dev Superseded assets that the arbiter has thawed.
    mapping(AssetId assetId => bool settled) private _supersedureSettled;

    /// @param treasury Owner of the protocol's own account, asset 0.
    /// @param tokens Currencies to list beside the native coin.
    constructor(
        address authority,
        IAssetRegistry registry,
        address registrar,
        address treasury,
        address[] memory tokens
    ) AccessManaged(authority) Currencies(tokens) {
        REGISTRY = registry;
        REGISTRAR = registrar;
        TREASURY = treasury;
        CONTRIBUTOR_ROOTS = new ContributorRoots(registrar);
        // The protocol accepts whatever an asset does and owes nobody.
        _heads[PROTOCOL].ownerUnits = uint32(UNITS);
        _heads[PROTOCOL].accepted = type(uint32).max;
    }

    /* SETTING UP */

    /// @inheritdoc IRevenueLedger
    function open(
        AssetId assetId,
        uint32 accepted,
        uint32 rootUnits,
        bytes32 contributorRoot,
        uint128 ceiling,
        Royalty[] calldata royalties,
        Contributor[] calldata contributors
    ) external {
        // The Registrar opens each asset once, right after the registry gave it its id.
        require(msg.sender == REGISTRAR, RevenueLedger_NotRegistrar(msg.sender));
        _requireValidMask(accepted);

        Head memory head;
        head.accepted = accepted;
        head.rootUnits = rootUnits;
        uint256 left = UNITS - _owe(assetId, head, royalties) * UNITS_PER_BPS;
        // A part of UNITS, which is below 2^27.
        head.ownerUnits = uint32(_allot(assetId, contributors, _without(left, rootUnits)));
        _heads[assetId] = head;
        if (ceiling != 0) _setCeiling(assetId, accepted, ceiling);

        emit AccountOpened(assetId, accepted, head.ownerUnits, rootUnits, contributorRoot);
    }

    /// @inheritdoc IRevenueLedger
    function listCurrency(address token) external restricted returns (uint8 index) {
        index = _listCurrency(token);
    }

    /* PAYING */

    /// @inheritdoc IRevenueLedger
    function pay(
        AssetId assetId,
        address token,
        uint256 amount,
        bytes32 ref
    ) public payable whenOpen nonReentrant returns (uint256 received) {
        received = _takeFromCaller(assetId, token, amount);
        _creditPayment(assetId, token, received, ref);
    }

    /// @inheritdoc IRevenueLedger
    function payAndSettle(
        AssetId assetId,
        address token,
        uint256 amount,
        bytes32 ref,
        AssetId[] calldata path
    ) external payable returns (uint256 received) {
        received = pay(assetId, token, amount, ref);
        _settlePath(path, token);
    }

    /// @inheritdoc IRevenueLedger
    function payWithAuthorization(
        AssetId assetId,
        address token,
        bytes32 ref,
        Authorization calldata authorization
    ) external whenOpen nonReentrant returns (uint256 received) {
        require(token != NATIVE, RevenueLedger_CurrencyNotAccepted(assetId, token));
        _requirePayable(assetId, token);
        uint256 before = token.heldBy(address(this));

        // A token without ERC-3009 answers with nothing; functionCall makes a named error of that.
        token.functionCall(_encodeAuthorization(authorizationNonce(assetId, ref, authorization.salt), authorization));

        received = _receivedSince(token, before);
        _creditPayment(assetId, token, received, ref);
    }

    /// @inheritdoc IRevenueLedger
    function collect(
        AssetId assetId,
        address token,
        uint256 amount,
        uint16 feeBps,
        bytes32 ref,
        address payer
    ) external payable whenOpen nonReentrant returns (uint256 received) {
        require(feeBps <= MAX_FEE_BPS, RevenueLedger_FeeTooHigh(feeBps, MAX_FEE_BPS));

        received = _takeThroughCaller(assetId, payer, token, amount);
        uint256 fee = (received * feeBps) / BPS;
        _creditPayment(assetId, token, received - fee, ref);
        if (fee != 0) _creditPayment(PROTOCOL, token, fee, ref);
    }

    /* SETTLING AND CLAIMING */

    /// @inheritdoc IRevenueLedger
    function settle(AssetId assetId, address token) external nonReentrant {
        require(!_heads[assetId].frozen, RevenueLedger_Frozen(assetId));
        _settle(assetId, token);
    }

    /// @inheritdoc IRevenueLedger
    function settleMany(AssetId[] calldata assetIds, address token) external nonReentrant {
        _settlePath(assetIds, token);
    }

    /// @inheritdoc IRevenueLedger
    function claim(
        AssetId assetId,
        address token,
        address holder,
        AssetId[] calldata path
    ) public nonReentrant returns (uint256 amount) {
        amount = _claim(assetId, token, holder, _recipientOf(assetId, holder), path);
    }

    /// @inheritdoc IRevenueLedger
    function claimTo(
        AssetId assetId,
        address token,
        address to,
        AssetId[] calldata path
    ) external nonReentrant returns (uint256 amount) {
        require(to != address(0), RevenueLedger_ZeroAccount());
        amount = _claim(assetId, token, msg.sender, to, path);
    }

    /// @inheritdoc IRevenueLedger
    function claimMany(
        AssetId[] calldata assetIds,
        address token,
        address holder,
        AssetId[] calldata path
    ) external nonReentrant returns (uint256 amount) {
        if (assetIds.length == 0) return 0;
        _settlePath(path, token);
        address recipient = _recipientOf(assetIds[0], holder);
        for (uint256 i; i < assetIds.length; ++i) {
            address owner = _recipientOf(assetIds[i], holder);
            require(owner == recipient, RevenueLedger_OwnersDiffer(assetIds[i], owner, recipient));
            // A frozen asset is passed over, so that it can't hold up the others.
            if (!_streams[assetIds[i]][token].frozen) amount += _book(assetIds[i], token, holder, recipient);
        }
        _send(token, recipient, amount);
    }

    /* UNITS */

    /// @inheritdoc IRevenueLedger
    function grantRootUnits(AssetId assetId, address account, uint32 units) external {
        require(msg.sender == address(CONTRIBUTOR_ROOTS), RevenueLedger_NotContributorRoots(msg.sender));

        // Not above the units it had, which are a uint32.
        _heads[assetId].rootUnits = uint32(_without(_heads[assetId].rootUnits, units));
        _give(assetId, account, units);
    }

    /// @inheritdoc IRevenueLedger
    function bindUnits(AssetId assetId, uint256 units) external {
        _moveBound(assetId, msg.sender, OWNER, units);
        // The caller had them, so together they are at most UNITS.
        _heads[assetId].ownerUnits += uint32(units);

        emit UnitsBound(assetId, msg.sender, units);
    }

    /// @inheritdoc IRevenueLedger
    function releaseUnits(AssetId assetId, address to, uint256 units) external {
        require(_assetOwner(assetId) == msg.sender, RevenueLedger_NotOwner(assetId, msg.sender));
        require(to != address(0), RevenueLedger_ZeroAccount());

        // Not above the units it had, which are a uint32.
        _heads[assetId].ownerUnits = uint32(_without(_heads[assetId].ownerUnits, units));
        _moveBound(assetId, OWNER, to, units);

        emit UnitsReleased(assetId, to, units);
    }

    /// @inheritdoc IRevenueLedger
    function transferPosition(AssetId assetId, address to) external {
        require(!_heads[assetId].frozen, RevenueLedger_Frozen(assetId));
        _movePosition(assetId, msg.sender, to);
    }

    /// @inheritdoc IRevenueLedger
    function awardPosition(AssetId assetId, address from, address to) external restricted {
        require(_heads[assetId].frozen, RevenueLedger_NotFrozen(assetId));
        _movePosition(assetId, from, to);
    }

    /* FREEZING */

    /// @inheritdoc IRevenueLedger
    function freeze(AssetId assetId, uint40 until) external restricted {
        uint256 latest = block.timestamp + MAX_FREEZE;
        require(
            until > block.timestamp && until <= latest,
            // Timestamps fit 40 bits for thirty thousand years.
            RevenueLedger_FreezeOutOfBounds(until, uint40(latest))
        );
        _freeze(assetId, until);
    }

    /// @inheritdoc IRevenueLedger
    function thaw(AssetId assetId) external {
        require(_heads[assetId].frozen, RevenueLedger_NotFrozen(assetId));
        if (block.timestamp < frozenUntil[assetId]) {
            _checkCanCall(msg.sender, msg.data);
            // The arbiter has decided on a superseded asset; nobody freezes it again for that.
            if (REGISTRY.isSuperseded(assetId)) _supersedureSettled[assetId] = true;
        }

        delete frozenUntil[assetId];
        _setFrozen(assetId, false);

        emit RevenueThawed(assetId);
    }

    /// @inheritdoc IRevenueLedger
    function freezeSuperseded(AssetId assetId) external {
        require(REGISTRY.isSuperseded(assetId), RevenueLedger_NotSuperseded(assetId));
        if (_supersedureSettled[assetId] || frozenUntil[assetId] == type(uint40).max) return;

        _freeze(assetId, type(uint40).max);
    }

    /* READING */

    /// @inheritdoc IRevenueLedger
    function accountOf(AssetId assetId) external view returns (Account memory) {
        Head memory head = _heads[assetId];
        return Account(head.ownerUnits, head.rootUnits, head.accepted, head.active, head.parentCount, head.frozen);
    }

    /// @inheritdoc IRevenueLedger
    function royaltiesOf(AssetId assetId) external view returns (Royalty[] memory royalties) {
        royalties = new Royalty[](_heads[assetId].parentCount);
        for (uint256 i; i < royalties.length; ++i) {
            (AssetId parent, uint256 bps) = _royaltyAt(assetId, i).unpack();
            // 16 bits were packed.
            royalties[i] = Royalty(parent, uint16(bps));
        }
    }

    /// @inheritdoc IRevenueLedger
    function streamOf(AssetId assetId, address token) external view returns (Stream memory) {
        return _streams[assetId][token];
    }

    /// @inheritdoc IRevenueLedger
    function ceilingOf(AssetId assetId, address token) external view returns (uint256) {
        return accepts(assetId, token) ? _ceilings[assetId] : 0;
    }

    /// @inheritdoc IRevenueLedger
    function unitsOf(AssetId assetId, address holder) external view returns (uint256) {
        return _unitsOf(assetId, holder);
    }

    /// @inheritdoc IRevenueLedger
    function positionHash(AssetId assetId, address holder) external view returns (bytes32 hash) {
        hash = bytes32(_unitsOf(assetId, holder));
        address[] memory tokens = _tokensOf(_heads[assetId].active);
        for (uint256 i; i < tokens.length; ++i) {
            int256 debt = _debts[assetId][tokens[i]][holder];
            // Without a debt, the first payment in a currency would change the hash.
            if (debt != 0) hash = keccak256(abi.encode(hash, tokens[i], debt));
        }
    }

    /// @inheritdoc IRevenueLedger
    function claimable(AssetId assetId, address token, address holder) external view returns (uint256) {
        return _owedTo(assetId, token, holder, _streams[assetId][token].accrued);
    }

    /// @inheritdoc IRevenueLedger
    function debtOf(AssetId assetId, address token, address holder) external view returns (int256) {
        return _debts[assetId][token][holder];
    }

    /// @inheritdoc IRevenueLedger
    function accepts(AssetId assetId, address token) public view returns (bool) {
        return _heads[assetId].accepted & _bitOf(token) != 0;
    }

    /// @inheritdoc IRevenueLedger
    function standingOf(AssetId assetId, address token) external view returns (bool accepted, bool frozen) {
        return (accepts(assetId, token), _heads[assetId].frozen);
    }

    /// @inheritdoc IRevenueLedger
    function authorizationNonce(AssetId assetId, bytes32 ref, bytes32 salt) public pure returns (bytes32) {
        return keccak256(abi.encode(assetId, ref, salt));
    }

    /* OPENING, STEP BY STEP */

    /// @dev Writes the royalties. Each parent must take every currency of the child, so that nobody can push a
    /// currency into an asset that never opted in.
    /// @return sumBps All royalties together.
    function _owe(AssetId assetId, Head memory head, Royalty[] calldata royalties) private returns (uint256 sumBps) {
        for (uint256 i; i < royalties.length; ++i) {
            (AssetId parent, uint16 bps) = (royalties[i].parent, royalties[i].bps);
            require(!_heads[parent].frozen, RevenueLedger_Frozen(parent));
            uint32 refused = head.accepted & ~_heads[parent].accepted;
            require(refused == 0, RevenueLedger_CurrencyNotAcceptedByParent(parent, refused));

            sumBps += bps;
            // The registry checked that the parent came before, so its id fits 40 bits.
            _addRoyalty(assetId, head, royalties[i]);

            emit RoyaltyOwed(assetId, parent, bps);
        }
        require(sumBps <= MAX_ROYALTY_BPS, RevenueLedger_RoyaltiesTooHigh(sumBps, MAX_ROYALTY_BPS));
    }

    /// @dev Gives the listed contributors their units.
    /// @return left Units for the owner.
    function _allot(
        AssetId assetId,
        Contributor[] calldata contributors,
        uint256 units
    ) private returns (uint256 left) {
        left = units;
        for (uint256 i; i < contributors.length; ++i) {
            left = _without(left, contributors[i].units);
            _give(assetId, contributors[i].account, contributors[i].units);
        }
    }

    /// @dev Creates units without a debt: they have earned since the asset's first payment.
    function _give(AssetId assetId, address account, uint256 units) private {
        require(account != address(0), RevenueLedger_ZeroAccount());
        require(units != 0, RevenueLedger_ZeroUnits());
        _update(address(0), account, AssetId.unwrap(assetId), units);
    }

    function _without(uint256 units, uint256 taken) private pure returns (uint256) {
        require(taken <= units, RevenueLedger_TooManyUnits(taken, units));
        return units - taken;
    }

    /// @dev A capped asset takes one currency only, or it could earn past its ceiling in another one.
    function _setCeiling(AssetId assetId, uint32 accepted, uint128 ceiling) private {
        require(accepted & (accepted - 1) == 0, RevenueLedger_CeilingNeedsOneCurrency(assetId, accepted));
        _ceilings[assetId] = ceiling;

        emit CeilingSet(assetId, ceiling);
    }

    /* MONEY IN AND OUT */

    function _takeFromCaller(AssetId assetId, address token, uint256 amount) private returns (uint256) {
        if (token == NATIVE) return _takeNative(amount);
        require(msg.value == 0, RevenueLedger_WrongValue(msg.value, 0));
        _requirePayable(assetId, token);
        uint256 before = token.heldBy(address(this));
        IERC20(token).safeTransferFrom(msg.sender, address(this), amount);
        return _receivedSince(token, before);
    }

    function _takeThroughCaller(
        AssetId assetId,
        address payer,
        address token,
        uint256 amount
    ) private returns (uint256) {
        if (token == NATIVE) return _takeNative(amount);
        require(msg.value == 0, RevenueLedger_WrongValue(msg.value, 0));
        _requirePayable(assetId, token);
        require(msg.sender.code.length != 0, RevenueLedger_CallerWithoutCode(msg.sender));
        uint256 before = token.heldBy(address(this));
        IPaymentSource(msg.sender).onCollect(payer, token, amount);
        return _receivedSince(token, before);
    }

    function _takeNative(uint256 amount) private view returns (uint256) {
        require(msg.value == amount, RevenueLedger_WrongValue(msg.value, amount));
        return amount;
    }

    function _encodeAuthorization(bytes32 nonce, Authorization calldata a) private view returns (bytes memory) {
        return
            abi.encodeCall(
                IERC3009.receiveWithAuthorization,
                (a.from, address(this), a.value, a.validAfter, a.validBefore, nonce, a.v, a.r, a.s)
            );
    }

    /// @dev What really arrived: a token may take a fee on the way, and one that takes back counts as nothing.
    function _receivedSince(address token, uint256 before) private view returns (uint256) {
        uint256 held = token.heldBy(address(this));
        return held > before ? held - before : 0;
    }

    function _claim(
        AssetId assetId,
        address token,
        address holder,
        address to,
        AssetId[] calldata path
    ) private returns (uint256 amount) {
        _settlePath(path, token);
        require(!_streams[assetId][token].frozen, RevenueLedger_Frozen(assetId));
        amount = _book(assetId, token, holder, to);
        _send(token, to, amount);
    }

    /// @dev Books what `holder` is owed as paid.
    function _book(AssetId assetId, address token, address holder, address to) private returns (uint256 amount) {
        amount = _owedTo(assetId, token, holder, _streams[assetId][token].accrued);
        if (amount == 0) return 0;

        _raiseDebt(assetId, token, holder, amount);

        emit Claimed(assetId, token, holder, to, amount);
    }

    function _send(address token, address to, uint256 amount) private {
        if (amount == 0) return;
        if (token == NATIVE) payable(to).sendValue(amount);
        else IERC20(token).safeTransfer(to, amount);
    }

    /* WHO AND WHERE */

    function _recipientOf(AssetId assetId, address holder) private view returns (address) {
        return holder == OWNER ? _assetOwner(assetId) : holder;
    }

    function _assetOwner(AssetId assetId) private view returns (address) {
        return assetId == PROTOCOL ? TREASURY : IERC721(address(REGISTRY)).ownerOf(AssetId.unwrap(assetId));
    }

    function _freeze(AssetId assetId, uint40 until) private {
        // Fees are paid to the protocol within other payments, which must not stop.
        bool freezable = assetId != PROTOCOL && _heads[assetId].accepted != 0;
        require(freezable, RevenueLedger_UnknownAsset(assetId));

        frozenUntil[assetId] = until;
        _setFrozen(assetId, true);

        emit RevenueFrozen(assetId, until);
    }
}
