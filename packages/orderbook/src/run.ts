import { once } from "node:events";
import path from "node:path";

import { createSahara, SaharaError } from "@sahara/sdk";
import { readDeployment } from "@sahara/sdk/node";
import { JsonRpcProvider } from "ethers";

import { createMarketChain } from "./chain/createMarketChain.ts";
import { type Environment, type Options, readOptions, UsageError } from "./readOptions.ts";
import { startOrderBook } from "./startOrderBook.ts";
import { createBookStore, StoreVersionError } from "./store/createBookStore.ts";
import { openPostgres } from "./store/openPostgres.ts";
import { openSqlite } from "./store/openSqlite.ts";

const USAGE = `Usage: ./sahara orderbook [options]

A public order book: takes signed orders and listing documents, asks the chain about each, and serves those that can
be filled. The chain trusts none of it, and it holds no keys.

Options, and the variables that stand for them:
  --port <number>            port to listen on, 8640 by default   SAHARA_BOOK_PORT
  --host <address>           address to listen on, 127.0.0.1      SAHARA_BOOK_HOST
  --rpc <url>                node to ask, http://127.0.0.1:8545   SAHARA_RPC_URL
  --addresses <file>         deployment, as exported              SAHARA_ADDRESSES
  --store <file>             embedded store, orderbook.sqlite     SAHARA_BOOK_STORE
  --trusted-proxies <n>      proxies before it, 0                 SAHARA_BOOK_TRUSTED_PROXIES
  --orders-per-maker <n>     live orders of one maker, 500        SAHARA_BOOK_ORDERS_PER_MAKER
  --burst <n>                what a client may spend at once, 300 SAHARA_BOOK_BURST
  --per-second <n>           what comes back of it, 20            SAHARA_BOOK_PER_SECOND
  --help                     prints this

A read costs a client 1, what asks the chain 10. SAHARA_BOOK_DATABASE_URL=postgres://... keeps the book in PostgreSQL.
Ends on SIGINT and SIGTERM, after the running requests. Logs are lines of JSON on standard output.`;

/** How often it is looked for a new block. */
const POLL_MS = 1_000;

/** Runs an order book until it is told to end, and returns the exit code. */
export async function run(args: readonly string[], environment: Environment): Promise<number> {
  try {
    const options = readOptions(args, environment);
    if (options.help) console.log(USAGE);
    else await serve(options, environment.INIT_CWD ?? "");
    return 0;
  } catch (error) {
    if (!isUsersFault(error)) throw error;
    console.error(`sahara orderbook: ${error.message}`);
    return 2;
  }
}

/** @param folder Where relative paths start from. */
async function serve(options: Options, folder: string): Promise<void> {
  const { host, port, limits, addresses, rpcUrl } = options;
  const provider = new JsonRpcProvider(rpcUrl, undefined, { cacheTimeout: -1 });
  const deployment =
    addresses === undefined ? undefined : await readDeployment(path.resolve(folder, addresses));
  try {
    const chain = createMarketChain(await createSahara({ provider, addresses: deployment }));
    const store = await openStore(options, folder);
    const onFailure = ({ path: at, error }: { path: string; error: unknown }) => {
      const message = error instanceof Error ? error.message : String(error);
      log("failed", { path: at, message: message.slice(0, MAX_TEXT_LENGTH) });
    };
    const book = await startOrderBook({
      ...{ chain, store, host, port, limits, onFailure },
      pollMs: POLL_MS,
    });
    const { chainId, verifyingContract: marketplace } = chain.orderDomain;
    log("started", { url: book.url, chainId: `${chainId}`, marketplace });
    await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
    await book.stop();
    await store.close();
    log("stopped", {});
  } finally {
    provider.destroy();
  }
}

const MAX_TEXT_LENGTH = 500;

async function openStore({ store }: Options, folder: string) {
  const database =
    "databaseUrl" in store
      ? openPostgres(store.databaseUrl)
      : await openSqlite(path.resolve(folder, store.file));
  return await createBookStore(database);
}

function log(event: string, fields: Readonly<Record<string, string>>): void {
  console.log(
    JSON.stringify({ time: new Date().toISOString(), event: `book.${event}`, ...fields }),
  );
}

/** Errors whose message is all that whoever runs the command needs. */
function isUsersFault(error: unknown): error is Error {
  return (
    error instanceof UsageError ||
    error instanceof SaharaError ||
    error instanceof StoreVersionError
  );
}
