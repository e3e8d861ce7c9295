// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AssetId} from "../types/AssetId.sol";
import {Contributor, Royalty, Stream} from "../types/Revenue.sol";
import {IContributorRoots} from "./IContributorRoots.sol";

/// @title The revenue ledger: every payment reaches everyone it was earned by, at a cost that does not grow with them
/// @notice Paying an asset writes one slot. Royalties move to the parents when somebody settles, all parents at once;
/// holders of units pull what they are owed. Amounts are base units of the currency; shares are units of 1e8 an asset.
/// @dev Warning: rebasing tokens are not supported; a token that takes a fee on transfer is credited with what arrived.
interface IRevenueLedger {
    /// @notice An ERC-3009 authorization whose nonce is `authorizationNonce(asset, ref, salt)`.
    struct Authorization {
        address from;
        uint256 value;
        uint256 validAfter;
        uint256 validBefore;
        bytes32 salt;
        uint8 v;
        bytes32 r;
        bytes32 s;
    }

    /// @notice The packed head of an asset in the ledger.
    /// @param ownerUnits Units bound to whoever owns the asset.
    /// @param rootUnits Units that the leaves of the contributor root may still take.
    /// @param accepted Bit mask of the currencies the asset accepts.
    /// @param active Bit mask of the currencies it has been paid in.
    /// @param parentCount How many royalties it owes.
    /// @param frozen Whether its revenue is held for a dispute.
    struct Account {
        uint32 ownerUnits;
        uint32 rootUnits;
        uint32 accepted;
        uint32 active;
        uint8 parentCount;
        bool frozen;
    }

    /* EVENTS */

    /// @notice The ledger accepts `token` as currency number `index`.
    event CurrencyListed(address indexed token, uint8 indexed index);
    /// @notice An asset can be paid from now on.
    event AccountOpened(
        AssetId indexed assetId,
        uint32 accepted,
        uint32 ownerUnits,
        uint32 rootUnits,
        bytes32 contributorRoot
    );
    /// @notice The asset owes `bps` basis points of its revenue to `parent`, for ever.
    event RoyaltyOwed(AssetId indexed assetId, AssetId indexed parent, uint16 bps);
    /// @notice Direct revenue of the asset stops at `amount` base units of the one currency that it accepts.
    event CeilingSet(AssetId indexed assetId, uint128 amount);
    /// @notice `amount` was credited to the asset. `payer` is whoever called the ledger.
    event Paid(AssetId indexed assetId, address indexed token, address indexed payer, uint256 amount, bytes32 ref);
    /// @notice The royalties of all revenue up to `upTo` have been passed to the parents.
    event Settled(AssetId indexed assetId, address indexed token, uint256 upTo);
    /// @notice `holder` (zero: the asset's owner) was paid `amount`, sent to `to`.
    event Claimed(AssetId indexed assetId, address indexed token, address indexed holder, address to, uint256 amount);
    /// @notice `units` of `from` are from now on bound to the asset's owner.
    event UnitsBound(AssetId indexed assetId, address indexed from, uint256 units);
    /// @notice `units` that were bound to the asset's owner now belong to `to`.
    event UnitsReleased(AssetId indexed assetId, address indexed to, uint256 units);
    /// @notice All units of `from`, with everything they have earned and not claimed, moved to `to`.
    event PositionTransferred(AssetId indexed assetId, address indexed from, address indexed to, uint256 units);
    /// @notice The asset's revenue is held until `until` at most.
    event RevenueFrozen(AssetId indexed assetId, uint40 until);
    /// @notice The asset's revenue flows again.
    event RevenueThawed(AssetId indexed assetId);

    /* ERRORS */

    /// @notice Thrown when anyone but the Registrar opens an account.
    error RevenueLedger_NotRegistrar(address caller);
    /// @notice Thrown when anyone but the ContributorRoots contract grants units of a root.
    error RevenueLedger_NotContributorRoots(address caller);
    /// @notice Thrown when an account without code collects a token: it can't be called back.
    error RevenueLedger_CallerWithoutCode(address caller);
    /// @notice Thrown when the asset has no account here.
    error RevenueLedger_UnknownAsset(AssetId assetId);
    /// @notice Thrown when nothing arrived.
    error RevenueLedger_ZeroAmount(AssetId assetId, address token);
    /// @notice Thrown when the native coin sent is not what the call says; it must be zero for a token.
    error RevenueLedger_WrongValue(uint256 sent, uint256 expected);
    /// @notice Thrown when the token is a currency of the ledger already.
    error RevenueLedger_CurrencyAlreadyListed(address token);
    /// @notice Thrown when a list of currencies would pass its limit.
    error RevenueLedger_TooManyCurrencies(uint256 count, uint256 max);
    /// @notice Thrown when the asset's owner did not accept the currency at registration.
    error RevenueLedger_CurrencyNotAccepted(AssetId assetId, address token);
    /// @notice Thrown when a parent refuses currencies of the child, given as a mask.
    error RevenueLedger_CurrencyNotAcceptedByParent(AssetId parent, uint32 currencies);
    /// @notice Thrown when the asset's revenue is held for a dispute.
    error RevenueLedger_Frozen(AssetId assetId);
    /// @notice Thrown when the asset's revenue is not held.
    error RevenueLedger_NotFrozen(AssetId assetId);
    /// @notice Thrown when a freeze would end in the past, or later than allowed.
    error RevenueLedger_FreezeOutOfBounds(uint40 until, uint40 max);
    /// @notice Thrown when nobody took over the asset's content root.
    error RevenueLedger_NotSuperseded(AssetId assetId);
    /// @notice Thrown when the payment would pass the revenue ceiling that a licence of the asset set.
    error RevenueLedger_CeilingReached(AssetId assetId, address token, uint256 ceiling);
    /// @notice Thrown when a capped asset accepts more than one currency.
    error RevenueLedger_CeilingNeedsOneCurrency(AssetId assetId, uint32 accepted);
    /// @notice Thrown when all royalties together pass the limit.
    error RevenueLedger_RoyaltiesTooHigh(uint256 sumBps, uint256 maxBps);
    /// @notice Thrown when a fee passes the limit.
    error RevenueLedger_FeeTooHigh(uint256 feeBps, uint256 maxBps);
    /// @notice Thrown when more units are asked for than there are.
    error RevenueLedger_TooManyUnits(uint256 units, uint256 available);
    /// @notice Thrown when no units are to be moved or given.
    error RevenueLedger_ZeroUnits();
    /// @notice Thrown when the zero address would receive something.
    error RevenueLedger_ZeroAccount();
    /// @notice Thrown when the caller does not own the asset.
    error RevenueLedger_NotOwner(AssetId assetId, address caller);
    /// @notice Thrown when assets of several owners are claimed for their owner at once.
    error RevenueLedger_OwnersDiffer(AssetId assetId, address owner, address recipient);
    /// @notice Thrown when an asset accepts no currency.
    error RevenueLedger_NoCurrency();
    /// @notice Thrown when a position would move to where it is.
    error RevenueLedger_SamePosition(address account);

    /* PAYING */

    /// @notice Pays `amount` of `token` to `assetId`: of the caller's allowance, or as value for the native coin.
    /// @param ref Free reference for the payer's books, kept in the event.
    /// @return received What arrived and was credited.
    function pay(
        AssetId assetId,
        address token,
        uint256 amount,
        bytes32 ref
    ) external payable returns (uint256 received);

    /// @notice Pays and then settles `path` in the given order, so that ancestors have their share at once.
    /// @param path Assets to settle, usually `assetId` first and then its ancestors, nearest first.
    function payAndSettle(
        AssetId assetId,
        address token,
        uint256 amount,
        bytes32 ref,
        AssetId[] calldata path
    ) external payable returns (uint256 received);

    /// @notice Pays with an ERC-3009 signature of the payer; whoever relays it can't change asset or reference.
    function payWithAuthorization(
        AssetId assetId,
        address token,
        bytes32 ref,
        Authorization calldata authorization
    ) external returns (uint256 received);

    /// @notice Takes a payment that the calling contract brings from `payer`, less a fee to the protocol.
    /// @dev For a token the ledger calls back `IPaymentSource.onCollect` on the caller, and credits what arrived.
    /// @param feeBps Share of the protocol, at most 500 basis points; rounded down.
    function collect(
        AssetId assetId,
        address token,
        uint256 amount,
        uint16 feeBps,
        bytes32 ref,
        address payer
    ) external payable returns (uint256 received);

    /* SETTLING AND CLAIMING */

    /// @notice Passes the royalties of all revenue not yet passed on to the parents. Anyone may call.
    function settle(AssetId assetId, address token) external;

    /// @notice Settles several assets in the given order; descendants first reaches furthest.
    function settleMany(AssetId[] calldata assetIds, address token) external;

    /// @notice Settles `path`, then pays `holder` what its units have earned. Anyone may call.
    /// @param holder Whose units; the zero address stands for the asset's owner.
    /// @param path Assets to settle before, deepest first; may be empty.
    function claim(
        AssetId assetId,
        address token,
        address holder,
        AssetId[] calldata path
    ) external returns (uint256 amount);

    /// @notice Claims what the caller's own units have earned, sent to `to`.
    function claimTo(
        AssetId assetId,
        address token,
        address to,
        AssetId[] calldata path
    ) external returns (uint256 amount);

    /// @notice Settles `path`, then claims several assets of `holder` with one transfer.
    function claimMany(
        AssetId[] calldata assetIds,
        address token,
        address holder,
        AssetId[] calldata path
    ) external returns (uint256 amount);

    /* UNITS */

    /// @notice Gives units that were set aside for the contributor root to one of its leaves.
    /// @dev Only the ContributorRoots contract, which checked the proof.
    function grantRootUnits(AssetId assetId, address account, uint32 units) external;

    /// @notice Binds the caller's units to whoever owns the asset. What they have earned stays the caller's.
    function bindUnits(AssetId assetId, uint256 units) external;

    /// @notice Gives units bound to the owner to `to`. What they have earned stays the owner's. Only the owner.
    function releaseUnits(AssetId assetId, address to, uint256 units) external;

    /// @notice Moves all of the caller's units to `to`, together with what they have earned and not claimed.
    function transferPosition(AssetId assetId, address to) external;

    /// @notice Awards all units of `from` to `to`, with what they have earned. Only for frozen assets. Restricted.
    function awardPosition(AssetId assetId, address from, address to) external;

    /* FREEZING */

    /// @notice Holds the asset's revenue for a dispute, for 90 days at most. Restricted.
    function freeze(AssetId assetId, uint40 until) external;

    /// @notice Ends a freeze. Restricted until it has run out, then open to anyone.
    function thaw(AssetId assetId) external;

    /// @notice Freezes an asset whose content root an earlier commitment took over, until the arbiter thaws it.
    /// @dev Anyone may call; does nothing the second time.
    function freezeSuperseded(AssetId assetId) external;

    /* SETTING UP */

    /// @notice Opens the account of a new asset. Only the Registrar.
    /// @param accepted Bit mask of currencies, at most 4.
    /// @param rootUnits Units set aside for the leaves of the contributor root.
    /// @param contributorRoot The root, for the event; ContributorRoots keeps it.
    /// @param ceiling Most direct revenue, in the one currency accepted; 0 is without limit.
    /// @param royalties What the asset owes to its parents, at most 8,000 basis points together.
    /// @param contributors Who gets units at once; what is left is bound to the asset's owner.
    function open(
        AssetId assetId,
        uint32 accepted,
        uint32 rootUnits,
        bytes32 contributorRoot,
        uint128 ceiling,
        Royalty[] calldata royalties,
        Contributor[] calldata contributors
    ) external;

    /// @notice Adds a currency. Restricted. Warning: never list a rebasing token.
    function listCurrency(address token) external returns (uint8 index);

    /* READING */

    /// @notice Where contributors of Merkle roots get their units.
    function CONTRIBUTOR_ROOTS() external view returns (IContributorRoots);

    /// @notice The packed head of the asset.
    function accountOf(AssetId assetId) external view returns (Account memory);

    /// @notice The royalties the asset owes, in the order of registration.
    function royaltiesOf(AssetId assetId) external view returns (Royalty[] memory);

    /// @notice The stream of the asset in `token`.
    function streamOf(AssetId assetId, address token) external view returns (Stream memory);

    /// @notice The most direct revenue in `token` the asset may take; 0 is without limit.
    function ceilingOf(AssetId assetId, address token) external view returns (uint256);

    /// @notice Units of `holder`; the zero address stands for the asset's owner.
    function unitsOf(AssetId assetId, address holder) external view returns (uint256);

    /// @notice Commitment to the units of `holder` and to what they were paid in each currency. Claims and moves of
    /// units change it; payments to the asset don't.
    function positionHash(AssetId assetId, address holder) external view returns (bytes32);

    /// @notice What `holder` could claim now, without settling anything.
    function claimable(AssetId assetId, address token, address holder) external view returns (uint256);

    /// @notice Base units times 1e8 that `holder` has been paid, corrected for units moved; may be negative.
    function debtOf(AssetId assetId, address token, address holder) external view returns (int256);

    /// @notice Unix time at which anyone may end the freeze; 0 if there is none.
    function frozenUntil(AssetId assetId) external view returns (uint40);

    /// @notice Whether the asset can be paid in `token`.
    function accepts(AssetId assetId, address token) external view returns (bool);

    /// @notice The same, and whether the asset's revenue is held for a dispute: what a sale asks that pays it nothing.
    function standingOf(AssetId assetId, address token) external view returns (bool accepted, bool frozen);

    /// @notice The listed currencies; a bit in a currency mask is an index in this list.
    function currencies() external view returns (address[] memory);

    /// @notice The ERC-3009 nonce that binds an authorization to this payment.
    function authorizationNonce(AssetId assetId, bytes32 ref, bytes32 salt) external pure returns (bytes32);
}
