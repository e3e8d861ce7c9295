import type { Result } from "ethers";

import { dueOf } from "../revenue/claimGraph.ts";
import { UNITS } from "../units/contributors.ts";
import { type Address, OWNER } from "../values/address.ts";
import {
  accountIn,
  add,
  type LedgerModel,
  type ReplayedAccount,
  type ReplayedStream,
  streamIn,
  totalsIn,
} from "./ledgerModel.ts";

/** A log of the ledger or of ContributorRoots, decoded. */
export type LedgerEvent = { name: string; args: Result };

/**
 * Applies one event to the model.
 *
 * @param next The ledger's event after it: the units that a position transfer moves are announced as a plain transfer
 * right before it, and only the second event tells that no debt stays behind.
 */
export function applyEvent(
  model: LedgerModel,
  { name, args }: LedgerEvent,
  next: LedgerEvent | undefined,
): void {
  HANDLERS[name]?.(model, args, next);
}

type Handler = (model: LedgerModel, args: Result, next: LedgerEvent | undefined) => void;

/** Other events (approvals, pauses) move neither money nor units. */
const HANDLERS: Readonly<Record<string, Handler>> = {
  CurrencyListed: (model, args) => {
    model.currencies[Number(args.getValue("index"))] = args.getValue("token") as Address;
  },
  RoyaltyOwed: (model, args) => {
    const [, parent, bps] = args as unknown as [bigint, bigint, bigint];
    accountOf(model, args).royalties.push({ parent, bps });
  },
  AccountOpened: (model, args) => {
    const [, accepted, ownerUnits, rootUnits] = args as unknown as bigint[];
    Object.assign(accountOf(model, args), { accepted, ownerUnits, rootUnits });
  },
  Paid: (model, args) => {
    const amount = args.getValue("amount") as bigint;
    streamOf(model, args).accrued += amount;
    totalsIn(model, args.getValue("token") as Address).paid += amount;
  },
  Settled: applySettled,
  Claimed: applyClaimed,
  Transfer: applyTransfer,
  UnitsBound: (model, args) => {
    const account = accountOf(model, args);
    const [, from, units] = args as unknown as [bigint, Address, bigint];
    account.ownerUnits += units;
    moveDebts(account, from, OWNER, units);
  },
  UnitsReleased: (model, args) => {
    const account = accountOf(model, args);
    const [, to, units] = args as unknown as [bigint, Address, bigint];
    account.ownerUnits -= units;
    moveDebts(account, OWNER, to, units);
  },
  PositionTransferred: (model, args) => {
    const account = accountOf(model, args);
    const [, from, to] = args as unknown as [bigint, Address, Address];
    if (from === OWNER) account.ownerUnits = 0n;
    for (const { debts } of account.streams.values()) {
      add(debts, to, debts.get(from) ?? 0n);
      debts.delete(from);
    }
  },
  UnitsMaterialised: (model, args) => {
    accountOf(model, args).rootUnits -= args.getValue("units") as bigint;
  },
  RevenueFrozen: (model, args) => {
    accountOf(model, args).frozen = true;
  },
  RevenueThawed: (model, args) => {
    accountOf(model, args).frozen = false;
  },
};

function accountOf(model: LedgerModel, args: Result): ReplayedAccount {
  return accountIn(model, args.getValue("assetId") as bigint);
}

function streamOf(model: LedgerModel, args: Result): ReplayedStream {
  return streamIn(accountOf(model, args), args.getValue("token") as Address);
}

function applySettled(model: LedgerModel, args: Result): void {
  const { assetId, royalties } = accountOf(model, args);
  const [, token, upTo] = args as unknown as [bigint, Address, bigint];
  const stream = streamOf(model, args);
  if (upTo !== stream.accrued) {
    model.faults.push(
      `Asset ${assetId} settled ${upTo} of ${token}, but ${stream.accrued} came in.`,
    );
  }

  for (const { parent, bps } of royalties) {
    const due = dueOf(bps, upTo, stream.settled);
    if (due !== 0n) streamIn(accountIn(model, parent), token).accrued += due;
  }
  stream.settled = upTo;
}

function applyClaimed(model: LedgerModel, args: Result): void {
  const account = accountOf(model, args);
  const stream = streamOf(model, args);
  const [, token, holder, , amount] = args as unknown as [
    bigint,
    Address,
    Address,
    Address,
    bigint,
  ];
  const owed = owedIn(account, stream, holder);
  if (amount !== owed) {
    model.faults.push(
      `${holder} was paid ${amount} of ${token} for asset ${account.assetId}, but was owed ${owed}.`,
    );
  }

  add(stream.debts, holder, amount * UNITS);
  stream.claimed += amount;
  totalsIn(model, token).claimed += amount;
}

/** Units of ERC-6909: created, destroyed, or moved ex-dividend unless a whole position moves. */
function applyTransfer(model: LedgerModel, args: Result, next: LedgerEvent | undefined): void {
  const [, from, to, assetId, units] = args as unknown as [
    Address,
    Address,
    Address,
    bigint,
    bigint,
  ];
  const account = accountIn(model, assetId);
  if (from !== OWNER) add(account.units, from, -units);
  if (to !== OWNER) add(account.units, to, units);
  const isPlain = from !== OWNER && to !== OWNER && next?.name !== "PositionTransferred";
  if (isPlain) moveDebts(account, from, to, units);
}

/** What was earned stays with the sender: accrued times units goes from its debt to the receiver's. */
function moveDebts(account: ReplayedAccount, from: Address, to: Address, units: bigint): void {
  for (const { accrued, debts } of account.streams.values()) {
    add(debts, from, -accrued * units);
    add(debts, to, accrued * units);
  }
}

/** What a holder is owed for what has reached the asset, in base units, rounded down. */
export function owedIn(account: ReplayedAccount, stream: ReplayedStream, holder: Address): bigint {
  const units = holder === OWNER ? account.ownerUnits : (account.units.get(holder) ?? 0n);
  return (stream.accrued * units - (stream.debts.get(holder) ?? 0n)) / UNITS;
}
