export { createMarketChain } from "./chain/createMarketChain.ts";
export type { MarketChain } from "./chain/MarketChain.ts";
export {
  type Listing,
  LISTING_SCHEMA,
  LISTING_SCHEMA_NAME,
  type ListingItem,
  listingRoot,
  listingToJson,
  parseListing,
} from "./listings/listing.ts";
export { LISTING_MEMBER } from "./orders/createBook.ts";
export type { BookStore } from "./store/BookStore.ts";
export { createBookStore } from "./store/createBookStore.ts";
export { openPostgres } from "./store/openPostgres.ts";
export { openSqlite } from "./store/openSqlite.ts";
export {
  ORDER_BOOK_LIMITS,
  type OrderBook,
  type OrderBookLimits,
  type OrderBookOptions,
  startOrderBook,
} from "./startOrderBook.ts";
