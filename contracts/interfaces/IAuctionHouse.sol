// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AssetId} from "../types/AssetId.sol";
import {AuctionId} from "../types/AuctionId.sol";
import {Item, SaleRates} from "../types/Market.sol";

/// @title The auction house: assets and units, to the highest bid or at a falling price
/// @notice What is auctioned stays with its seller, who lets this contract move it; money comes in with the bids. An
/// English auction ends at its time and goes to the leading bid; a Dutch one sells at once, at the price of the moment.
/// Amounts are base units of the auction's token. Fee, royalty and how a price is divided are `ISaleSettlement`'s.
/// @dev docs/decisions/0016 says why nothing is held for sellers. A bidder is protected from what the seller does to an
/// asset after the auction began: a transfer, a version, an offer of licences, fewer units of its owner. Warning: what
/// the asset has earned and nobody claimed goes with it, but the seller may claim it until the last moment, so bids
/// should count on none of it. Tokens are currencies of the ledger, without the native coin; rebasing tokens are not
/// supported, and of a token that takes a fee on transfer a bid counts as what arrived.
interface IAuctionHouse {
    enum AuctionState {
        NONE,
        /// Takes bids until its end, then waits for its settlement.
        OPEN,
        /// The leading bidder has the lot.
        SETTLED,
        /// The seller took it back.
        CANCELLED,
        /// It came to nothing; the leading bid is its bidder's credit.
        ANNULLED
    }

    /// @notice What an English auction begins with.
    /// @param item The asset, or units that the seller holds.
    /// @param token What bids are made in; the asset must accept it.
    /// @param reserve Lowest first bid.
    /// @param stepBps How far a bid must be above the one before, in basis points, 100 to 5,000; rounded up.
    /// @param endsAt Unix time from which no bids are taken.
    /// @param extension Seconds before the end in which a bid moves it, to as many from then; 0 to a day.
    struct EnglishTerms {
        Item item;
        address token;
        uint96 reserve;
        uint16 stepBps;
        uint40 endsAt;
        uint24 extension;
    }

    /// @notice What a Dutch auction begins with.
    /// @param item The asset, sold whole, or units, sold whole or in parts.
    /// @param startPrice Price of all of it now.
    /// @param endPrice Price of all of it at the end.
    /// @param endsAt Unix time of the last second in which it can be bought.
    struct DutchTerms {
        Item item;
        address token;
        uint96 startPrice;
        uint96 endPrice;
        uint40 endsAt;
    }

    /// @notice The state of an English auction: four slots.
    /// @param bidder Who leads; zero: nobody bid.
    /// @param ownerUnits Units bound to the asset's owner when the auction began; fewer annul it, as do other values of
    /// `stamp` (the registry's) and `offerChanges` (the licence manager's). All three are 0 for units.
    struct English {
        address seller;
        uint32 units;
        uint40 endsAt;
        uint24 extension;
        address token;
        uint40 assetId;
        uint16 feeBps;
        uint16 royaltyBps;
        uint16 stepBps;
        AuctionState state;
        address bidder;
        uint96 bid;
        uint96 reserve;
        uint32 ownerUnits;
        uint96 stamp;
        uint32 offerChanges;
    }

    /// @notice The state of a Dutch auction: three slots. It is open while `seller` is not zero.
    /// @param unitsLeft Units not sold yet.
    struct Dutch {
        address seller;
        uint32 units;
        uint32 unitsLeft;
        uint16 feeBps;
        uint16 royaltyBps;
        address token;
        uint40 assetId;
        uint40 startsAt;
        uint96 startPrice;
        uint96 endPrice;
        uint40 endsAt;
    }

    /* EVENTS */

    /// @notice Bids are taken from now on.
    event AuctionCreated(
        AuctionId indexed auctionId,
        address indexed seller,
        AssetId indexed assetId,
        EnglishTerms terms,
        SaleRates rates
    );
    /// @notice `bidder` leads with `amount`; the auction ends at `endsAt`.
    event BidPlaced(AuctionId indexed auctionId, address indexed bidder, uint96 amount, uint40 endsAt);
    /// @notice The leading bidder has the lot. The fee and, in the ledger under the auction's id as reference, the
    /// royalty are paid; `proceeds` are the seller's credit.
    event AuctionSettled(
        AuctionId indexed auctionId,
        address indexed seller,
        address indexed buyer,
        uint256 price,
        uint256 fee,
        uint256 proceeds
    );
    /// @notice The seller took the lot back.
    event AuctionCancelled(AuctionId indexed auctionId, address indexed seller);
    /// @notice The auction came to nothing, and `amount` is the credit of `bidder`.
    event AuctionAnnulled(AuctionId indexed auctionId, address indexed bidder, uint96 amount);
    /// @notice The lot can be bought from now on, at a falling price.
    event DutchAuctionCreated(
        AuctionId indexed auctionId,
        address indexed seller,
        AssetId indexed assetId,
        DutchTerms terms,
        SaleRates rates
    );
    /// @notice `buyer` paid `price` for `units`, or for the asset if that is 0; `unitsLeft` can still be bought.
    event DutchAuctionSold(
        AuctionId indexed auctionId,
        address indexed seller,
        address indexed buyer,
        uint256 units,
        uint256 unitsLeft,
        uint256 price,
        uint256 fee,
        uint256 proceeds
    );
    /// @notice `amount` of the account's credit was sent to `to`.
    event CreditWithdrawn(address indexed account, address indexed token, address indexed to, uint256 amount);

    /* ERRORS */

    error AuctionHouse_NotSeller(AuctionId auctionId, address caller);
    /// @notice Thrown when the auction is in a state that does not allow this.
    error AuctionHouse_WrongState(AuctionId auctionId, AuctionState state);
    /// @notice Thrown when the seller does not own the asset or enough units, does not let this contract move them, or
    /// the asset is frozen or not as it was when the auction began.
    error AuctionHouse_NotDeliverable(AssetId assetId, uint256 units, address seller);
    /// @notice Thrown when bids would be in what the asset does not accept, or in the native coin.
    error AuctionHouse_CurrencyNotAccepted(AssetId assetId, address token);
    /// @notice Thrown when the end is not within `[min, max]`.
    error AuctionHouse_EndOutOfBounds(uint40 endsAt, uint256 min, uint256 max);
    error AuctionHouse_StepOutOfBounds(uint16 stepBps, uint16 min, uint16 max);
    error AuctionHouse_ExtensionTooLong(uint24 extension, uint24 max);
    /// @notice Thrown when a reserve or a price is zero, or a price would rise.
    error AuctionHouse_InvalidPrice(uint96 price, uint96 endPrice);
    error AuctionHouse_Ended(AuctionId auctionId, uint40 endedAt);
    error AuctionHouse_NotEnded(AuctionId auctionId, uint40 endsAt);
    error AuctionHouse_BidTooLow(AuctionId auctionId, uint256 bid, uint256 least);
    /// @notice Thrown when nobody bid, so there is nothing to settle or to give back.
    error AuctionHouse_NoBid(AuctionId auctionId);
    /// @notice Thrown when somebody bid, so the seller can't take the lot back.
    error AuctionHouse_HasBid(AuctionId auctionId, address bidder);
    /// @notice Thrown when the seller can deliver, and there is still time to settle.
    error AuctionHouse_Stands(AuctionId auctionId, uint256 until);
    error AuctionHouse_PriceAboveMax(uint256 price, uint256 maxPrice);
    /// @notice Thrown when the lot is not what the buyer looked at.
    error AuctionHouse_StateChanged(bytes32 state, bytes32 wanted);
    /// @notice Thrown when no units, too many, or a part of an asset is asked for.
    error AuctionHouse_InvalidUnits(uint256 units, uint256 left);
    error AuctionHouse_ZeroRecipient();

    /* ENGLISH AUCTIONS */

    /// @notice Begins an auction of what the caller owns and lets this contract move.
    function createAuction(EnglishTerms calldata terms) external returns (AuctionId);

    /// @notice Bids `amount`. The caller's credit pays first, its allowance the rest; who leads already pays only what
    /// the new bid is above the old one. The bid it outdoes is its bidder's credit.
    function bid(AuctionId auctionId, uint96 amount) external;

    /// @notice Carries out an auction that has ended with a bid. Anyone may call.
    function settle(AuctionId auctionId) external;

    /// @notice Ends an auction with a bid that its seller can't honour, or that nobody settled within 14 days after its
    /// end, and gives the bid back. Anyone may call.
    function annul(AuctionId auctionId) external;

    /// @notice Ends an auction without a bid, or a Dutch one. Only its seller.
    function cancel(AuctionId auctionId) external;

    /* DUTCH AUCTIONS */

    /// @notice Offers what the caller owns and lets this contract move, at a falling price.
    function createDutchAuction(DutchTerms calldata terms) external returns (AuctionId);

    /// @notice Buys at the price of this moment, from the caller's allowance.
    /// @param units How many units; 0 for an asset.
    /// @param maxPrice Most to pay for them.
    /// @param state What `stateOf` said of the asset when the buyer looked; 0: whatever it is. Units have none.
    function buy(AuctionId auctionId, uint32 units, uint96 maxPrice, bytes32 state) external returns (uint96 price);

    /* CREDITS */

    /// @notice Sends the caller's credit to `to`.
    function withdraw(address token, address to) external returns (uint256 amount);

    /* READING */

    /// @notice How many auctions were ever created.
    function auctionCount() external view returns (uint256);

    /// @notice An English auction; all zero if there is none.
    function auctionOf(AuctionId auctionId) external view returns (English memory);

    /// @notice A Dutch auction; all zero if there is none, and when it is sold out or cancelled.
    function dutchAuctionOf(AuctionId auctionId) external view returns (Dutch memory);

    /// @notice The lowest bid that would be taken now.
    function leastBidOf(AuctionId auctionId) external view returns (uint256);

    /// @notice Whether the seller of an open auction could deliver now what was offered.
    function isDeliverable(AuctionId auctionId) external view returns (bool);

    /// @notice What `units` of a Dutch auction cost now, or the asset if they are 0.
    function dutchPriceOf(AuctionId auctionId, uint32 units) external view returns (uint96);

    /// @notice What waits for the account to be withdrawn.
    function creditOf(address account, address token) external view returns (uint256);
}
