import { parseArgs } from "node:util";

import { ORDER_BOOK_LIMITS } from "./startOrderBook.ts";

/** The variables that a program was started with. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Thrown when the command is used wrongly; the message says how to use it. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

export type Options = {
  readonly help: boolean;
  readonly host: string;
  readonly port: number;
  readonly rpcUrl: string;
  /** File with the deployment; undefined leaves it to what the SDK knows. */
  readonly addresses: string | undefined;
  /** File of the embedded store, or the URL of a PostgreSQL database. */
  readonly store: { readonly file: string } | { readonly databaseUrl: string };
  readonly limits: Pick<
    typeof ORDER_BOOK_LIMITS,
    "trustedProxies" | "ordersPerMaker" | "burst" | "perSecond"
  >;
};

const STRINGS = [
  ...["host", "port", "rpc", "addresses", "store", "trusted-proxies"],
  ...["orders-per-maker", "burst", "per-second"],
] as const;

/**
 * Reads the command line and the environment; what the command line says goes before.
 *
 * @throws {UsageError}
 */
export function readOptions(args: readonly string[], environment: Environment): Options {
  const values = parse(args);
  const text = (name: (typeof STRINGS)[number], variable: string) => {
    const set = values[name] ?? environment[variable] ?? "";
    return set === "" ? undefined : set;
  };
  const number = (
    name: (typeof STRINGS)[number],
    variable: string,
    { fallback, least, most }: { fallback: number; least: number; most: number },
  ) => {
    const given = text(name, variable);
    if (given === undefined) return fallback;
    const value = /^\d{1,9}$/.test(given) ? Number(given) : -1;
    if (value >= least && value <= most) return value;
    throw new UsageError(`--${name} is a whole number from ${least} to ${most}.`);
  };
  const databaseUrl = environment.SAHARA_BOOK_DATABASE_URL ?? "";
  const { trustedProxies, ordersPerMaker, burst, perSecond } = ORDER_BOOK_LIMITS;

  return {
    help: values.help === true,
    host: text("host", "SAHARA_BOOK_HOST") ?? "127.0.0.1",
    port: number("port", "SAHARA_BOOK_PORT", { fallback: 8_640, least: 0, most: 65_535 }),
    rpcUrl: text("rpc", "SAHARA_RPC_URL") ?? "http://127.0.0.1:8545",
    addresses: text("addresses", "SAHARA_ADDRESSES"),
    store:
      databaseUrl === ""
        ? { file: text("store", "SAHARA_BOOK_STORE") ?? "orderbook.sqlite" }
        : { databaseUrl },
    limits: {
      trustedProxies: number("trusted-proxies", "SAHARA_BOOK_TRUSTED_PROXIES", {
        ...{ fallback: trustedProxies, least: 0, most: 16 },
      }),
      ordersPerMaker: number("orders-per-maker", "SAHARA_BOOK_ORDERS_PER_MAKER", {
        ...{ fallback: ordersPerMaker, least: 1, most: 100_000 },
      }),
      burst: number("burst", "SAHARA_BOOK_BURST", { fallback: burst, least: 10, most: 1_000_000 }),
      perSecond: number("per-second", "SAHARA_BOOK_PER_SECOND", {
        ...{ fallback: perSecond, least: 1, most: 1_000_000 },
      }),
    },
  };
}

function parse(args: readonly string[]) {
  const strings = STRINGS.map((name) => [name, { type: "string" }] as const);
  const help = { help: { type: "boolean", short: "h" } } as const;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { ...Object.fromEntries(strings), ...help },
    });
    // Every name of STRINGS is an option of that type, which Object.fromEntries forgets.
    return values as Partial<Record<(typeof STRINGS)[number], string>> & { help?: boolean };
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
