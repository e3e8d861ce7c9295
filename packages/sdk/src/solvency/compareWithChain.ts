import { mapLimited } from "../chain/mapLimited.ts";
import type { Clients } from "../clients.ts";
import { type Address, OWNER } from "../values/address.ts";
import type { LedgerReplay } from "./replayLedger.ts";
import type { ReplayedAccount } from "./ledgerModel.ts";

/** One number that differs between the replay and the chain. */
export type Mismatch = {
  /** For example `accrued`, `units`, `debt`. */
  field: string;
  assetId?: bigint;
  token?: Address;
  /** The zero address is the asset's owner. */
  holder?: Address;
  replayed: bigint | string;
  onChain: bigint | string;
};

/** The mismatches, and how many numbers were compared. */
export type Comparison = { compared: number; mismatches: Mismatch[] };

type Pair = Mismatch;

/** Compares every head, royalty, stream, unit and debt of a replay with the chain at the same block. */
export async function compareWithChain(
  clients: Clients,
  replay: LedgerReplay,
): Promise<Comparison> {
  const accounts = [...replay.accounts.values()];
  const pairs = await mapLimited(accounts, async (account) => [
    ...(await readHead(clients, replay, account)),
    ...(await readStreams(clients, replay, account)),
    ...(await readUnits(clients, replay, account)),
  ]);
  const all = [...(await readLists(clients, replay)), ...pairs.flat()];
  return {
    compared: all.length,
    mismatches: all.filter(({ replayed, onChain }) => replayed !== onChain),
  };
}

async function readLists({ contracts }: Clients, replay: LedgerReplay): Promise<Pair[]> {
  const blockTag = replay.toBlock;
  const [currencies, assetCount] = await Promise.all([
    contracts.ledger.currencies({ blockTag }),
    contracts.registry.assetCount({ blockTag }),
  ]);
  // One of the accounts is the protocol's.
  const replayedCount = BigInt(replay.accounts.size - 1);
  return [
    { field: "currencies", replayed: replay.currencies.join(), onChain: currencies.join() },
    { field: "assets", replayed: replayedCount, onChain: assetCount },
  ];
}

async function readHead(
  { contracts: { ledger } }: Clients,
  { currencies, toBlock: blockTag }: LedgerReplay,
  account: ReplayedAccount,
): Promise<Pair[]> {
  const { assetId, royalties } = account;
  const [head, onChain] = await Promise.all([
    ledger.accountOf(assetId, { blockTag }),
    ledger.royaltiesOf(assetId, { blockTag }),
  ]);
  const active = currencies.reduce((mask, token, index) => {
    return (account.streams.get(token)?.accrued ?? 0n) === 0n ? mask : mask | (1n << BigInt(index));
  }, 0n);
  const list = (owed: readonly { parent: bigint; bps: bigint }[]) =>
    owed.map(({ parent, bps }) => `${parent}:${bps}`).join();
  return [
    { field: "ownerUnits", assetId, replayed: account.ownerUnits, onChain: head.ownerUnits },
    { field: "rootUnits", assetId, replayed: account.rootUnits, onChain: head.rootUnits },
    { field: "accepted", assetId, replayed: account.accepted, onChain: head.accepted },
    { field: "active", assetId, replayed: active, onChain: head.active },
    { field: "frozen", assetId, replayed: `${account.frozen}`, onChain: `${head.frozen}` },
    { field: "royalties", assetId, replayed: list(royalties), onChain: list(onChain) },
  ];
}

async function readStreams(
  { contracts: { ledger } }: Clients,
  { toBlock: blockTag }: LedgerReplay,
  { assetId, streams, units }: ReplayedAccount,
): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (const [token, stream] of streams) {
    const { accrued, settled } = await ledger.streamOf(assetId, token, { blockTag });
    pairs.push({ field: "accrued", assetId, token, replayed: stream.accrued, onChain: accrued });
    pairs.push({ field: "settled", assetId, token, replayed: stream.settled, onChain: settled });
    for (const holder of new Set([OWNER, ...units.keys(), ...stream.debts.keys()])) {
      const replayed = stream.debts.get(holder) ?? 0n;
      const onChain = await ledger.debtOf(assetId, token, holder, { blockTag });
      pairs.push({ field: "debt", assetId, token, holder, replayed, onChain });
    }
  }
  return pairs;
}

async function readUnits(
  { contracts: { ledger } }: Clients,
  { toBlock: blockTag }: LedgerReplay,
  { assetId, units }: ReplayedAccount,
): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (const [holder, replayed] of units) {
    const onChain = await ledger.unitsOf(assetId, holder, { blockTag });
    pairs.push({ field: "units", assetId, holder, replayed, onChain });
  }
  return pairs;
}
