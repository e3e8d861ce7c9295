import { UNITS } from "../units/contributors.ts";
import type { Address } from "../values/address.ts";

/** An asset's account as its events tell it. */
export type ReplayedAccount = {
  assetId: bigint;
  ownerUnits: bigint;
  rootUnits: bigint;
  /** Bit mask of the currencies accepted. */
  accepted: bigint;
  frozen: boolean;
  royalties: { parent: bigint; bps: bigint }[];
  units: Map<Address, bigint>;
  streams: Map<Address, ReplayedStream>;
};

/** An asset's revenue in one currency as its events tell it. */
export type ReplayedStream = {
  accrued: bigint;
  settled: bigint;
  /** Base units times 1e8 that each holder has been paid, corrected for units moved; zero address: the owner. */
  debts: Map<Address, bigint>;
  /** What all holders have been paid. */
  claimed: bigint;
};

/** The whole ledger in bigint, computed from logs alone. */
export type LedgerModel = {
  /** A bit in a currency mask is an index in this list. */
  currencies: Address[];
  accounts: Map<bigint, ReplayedAccount>;
  /** What came in from outside and what went out, by currency. */
  totals: Map<Address, { paid: bigint; claimed: bigint }>;
  /** Events that can't have happened in a sound ledger. */
  faults: string[];
};

/** Asset 0, the protocol, whose account stands from the start. */
const PROTOCOL = 0n;
const ALL_CURRENCIES = (1n << 32n) - 1n;

/** The ledger before its first event. */
export function createLedgerModel(): LedgerModel {
  const model: LedgerModel = {
    currencies: [],
    accounts: new Map(),
    totals: new Map(),
    faults: [],
  };
  Object.assign(accountIn(model, PROTOCOL), { ownerUnits: UNITS, accepted: ALL_CURRENCIES });
  return model;
}

/** The account of an asset, opened at its first mention. */
export function accountIn({ accounts }: LedgerModel, assetId: bigint): ReplayedAccount {
  const account = accounts.get(assetId) ?? {
    ...{ assetId, ownerUnits: 0n, rootUnits: 0n, accepted: 0n, frozen: false, royalties: [] },
    units: new Map<Address, bigint>(),
    streams: new Map<Address, ReplayedStream>(),
  };
  accounts.set(assetId, account);
  return account;
}

/** The stream of an account, empty at its first mention. */
export function streamIn({ streams }: ReplayedAccount, token: Address): ReplayedStream {
  const stream = streams.get(token) ?? {
    ...{ accrued: 0n, settled: 0n, claimed: 0n },
    debts: new Map<Address, bigint>(),
  };
  streams.set(token, stream);
  return stream;
}

/** The totals of a currency. */
export function totalsIn({ totals }: LedgerModel, token: Address) {
  const found = totals.get(token) ?? { paid: 0n, claimed: 0n };
  totals.set(token, found);
  return found;
}

/** Adds to a number in a map that counts from zero. */
export function add(map: Map<Address, bigint>, key: Address, amount: bigint): void {
  map.set(key, (map.get(key) ?? 0n) + amount);
}
