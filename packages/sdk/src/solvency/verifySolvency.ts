import type { Clients } from "../clients.ts";
import { SaharaToken__factory } from "../contracts.ts";
import { UNITS, UNITS_PER_BPS } from "../units/contributors.ts";
import { type Address, NATIVE } from "../values/address.ts";
import { compareWithChain, type Comparison, type Mismatch } from "./compareWithChain.ts";
import type { LedgerModel, ReplayedAccount } from "./ledgerModel.ts";
import { type LedgerReplay, replayLedger, type ReplayLedgerParameters } from "./replayLedger.ts";
import { totalOwed } from "./settleModel.ts";

/** The money of one currency, in base units. `held` = `paid` - `claimed` + `surplus` = `owed` + `dust` + `surplus`. */
export type CurrencyBalance = {
  token: Address;
  /** All payments credited. */
  paid: bigint;
  /** All that was paid out. */
  claimed: bigint;
  /** What the ledger has. */
  held: bigint;
  /** What everybody together could claim once everything is settled. */
  owed: bigint;
  /** What rounding keeps until more comes in. */
  dust: bigint;
  /** What was sent to the ledger without being a payment. */
  surplus: bigint;
};

export type SolvencyReport = {
  /** Whether every number agrees, every invariant holds and every currency is covered. */
  solvent: boolean;
  toBlock: number;
  logs: number;
  assets: number;
  /** How many numbers of the replay were compared with the chain. */
  compared: number;
  currencies: CurrencyBalance[];
  mismatches: Mismatch[];
  /** Each rule that does not hold, in words. */
  faults: string[];
};

/**
 * Replays all logs of the ledger, compares every number with the chain, and proves from both that the ledger can pay
 * everybody.
 */
export async function verifySolvency(
  clients: Clients,
  parameters: ReplayLedgerParameters = {},
): Promise<SolvencyReport> {
  const replay = await replayLedger(clients, parameters);
  const { mismatches, compared }: Comparison = await compareWithChain(clients, replay);
  const currencies = await Promise.all(
    replay.currencies.map((token) => balanceOf(clients, replay, token)),
  );
  const faults = [...replay.faults, ...checkAccounts(replay), ...currencies.flatMap(checkBalance)];
  return {
    solvent: mismatches.length === 0 && faults.length === 0,
    toBlock: replay.toBlock,
    logs: replay.logs,
    // One of the accounts is the protocol's.
    assets: replay.accounts.size - 1,
    ...{ compared, currencies, mismatches, faults },
  };
}

async function balanceOf(
  { provider, addresses }: Clients,
  replay: LedgerReplay,
  token: Address,
): Promise<CurrencyBalance> {
  const { paid, claimed } = replay.totals.get(token) ?? { paid: 0n, claimed: 0n };
  const blockTag = replay.toBlock;
  const held =
    token === NATIVE
      ? await provider.getBalance(addresses.ledger, blockTag)
      : await SaharaToken__factory.connect(token, provider).balanceOf(addresses.ledger, {
          blockTag,
        });
  const owed = totalOwed(replay, token);
  const left = paid - claimed;
  return { token, paid, claimed, held, owed, dust: left - owed, surplus: held - left };
}

function checkBalance({ token, surplus, dust }: CurrencyBalance): string[] {
  const faults: string[] = [];
  if (surplus < 0n) faults.push(`The ledger lacks ${-surplus} base units of ${token}.`);
  if (dust < 0n) faults.push(`More is owed of ${token} than was paid, by ${-dust} base units.`);
  return faults;
}

function checkAccounts({ accounts }: LedgerModel): string[] {
  return [...accounts.values()].flatMap((account) => [
    ...checkUnits(account),
    ...checkDebts(account),
  ]);
}

/** Units of the owner, of holders and under the root, and the royalties, are the whole revenue. */
function checkUnits({
  assetId,
  ownerUnits,
  rootUnits,
  units,
  royalties,
}: ReplayedAccount): string[] {
  const held = [...units.values()].reduce((sum, each) => sum + each, ownerUnits + rootUnits);
  const owed = royalties.reduce((sum, { bps }) => sum + bps * UNITS_PER_BPS, 0n);
  return held + owed === UNITS ? [] : [`Asset ${assetId} has ${held + owed} units, not ${UNITS}.`];
}

/** All debts of a stream together are what was claimed from it. */
function checkDebts({ assetId, streams }: ReplayedAccount): string[] {
  return [...streams].flatMap(([token, { debts, claimed }]) => {
    const sum = [...debts.values()].reduce((total, debt) => total + debt, 0n);
    if (sum === claimed * UNITS) return [];
    return [`Debts of asset ${assetId} in ${token} are ${sum}, but ${claimed} was claimed.`];
  });
}
