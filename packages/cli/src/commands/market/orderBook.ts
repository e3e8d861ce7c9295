import {
  type BookEntry,
  createOrderBookClient,
  NO_CONSENT,
  NO_UPSTREAM,
  orderDomain,
  OrderBookError,
  type OrderBookClient,
  deserializeSignedOrder,
  MalformedMessageError,
  type SignedOrder,
} from "@sahara/sdk";
import { isHexString } from "ethers";

import type { Cli } from "../../cli.ts";
import { FileError, NegativeAnswerError } from "../../errors.ts";
import { readText } from "../../files/readText.ts";
import { firstSet } from "../../session/settings.ts";

/** The option of every command that asks an order book. */
export const BOOK = [
  "--book <url>",
  "order book to ask (default: SAHARA_BOOK_URL, or http://127.0.0.1:8640)",
] as const;

const DEFAULT_BOOK_URL = "http://127.0.0.1:8640";

/** The order book of the option or the environment. */
export async function openBook(cli: Cli, url: string | undefined): Promise<OrderBookClient> {
  const { sahara } = await cli.connect();
  const { chainId, addresses } = sahara.clients;
  return createOrderBookClient({
    url: firstSet(url, cli.io.env.SAHARA_BOOK_URL) ?? DEFAULT_BOOK_URL,
    domain: orderDomain(chainId, addresses.marketplace),
  });
}

/**
 * The order that was named by its hash, which a book or the chain has, or by a file that holds it.
 *
 * @throws {NegativeAnswerError} When neither has it.
 * @throws {FileError} When the file holds no order.
 */
export async function findOrder(
  cli: Cli,
  named: string,
  url: string | undefined,
): Promise<SignedOrder> {
  if (!isHexString(named, 32)) return await readOrder(cli, named);
  const booked = await findBooked(await openBook(cli, url), named);
  if (booked !== undefined) return booked.signed;
  const { sahara } = await cli.connect();
  const [listing] = await sahara.findListings({ orderHash: named });
  if (listing === undefined) {
    throw new NegativeAnswerError(
      `Neither the order book nor the chain has the order ${named}. Check the hash and --book.`,
    );
  }
  const { order } = listing;
  return { order, consent: NO_CONSENT, upstream: NO_UPSTREAM, assetIds: [] };
}

async function findBooked(book: OrderBookClient, hash: string): Promise<BookEntry | undefined> {
  try {
    return await book.get(hash);
  } catch (error) {
    // The chain may have it, with or without a book.
    if (error instanceof OrderBookError) return undefined;
    throw error;
  }
}

async function readOrder({ io }: Cli, file: string): Promise<SignedOrder> {
  const text = await readText(io, file);
  try {
    return deserializeSignedOrder(text);
  } catch (cause) {
    if (!(cause instanceof MalformedMessageError)) throw cause;
    throw new FileError(file, `it holds no signed order. ${cause.message}`, { cause });
  }
}
