import { dueOf } from "../revenue/claimGraph.ts";
import { ascending } from "../provenance/traverse.ts";
import { UNITS } from "../units/contributors.ts";
import { type Address, OWNER } from "../values/address.ts";
import { owedIn } from "./applyEvent.ts";
import { accountIn, type LedgerModel, type ReplayedAccount, streamIn } from "./ledgerModel.ts";

/**
 * What everybody together could claim in a currency if everything were settled, in base units. Contributors of Merkle
 * roots who have not come yet are counted.
 */
export function totalOwed(model: LedgerModel, token: Address): bigint {
  const accounts = settleAll(model, token);
  return accounts.reduce((sum, account) => sum + owedBy(account, token), 0n);
}

/** Copies all accounts and settles them, children before parents. */
function settleAll({ accounts }: LedgerModel, token: Address): ReplayedAccount[] {
  const copy: LedgerModel = {
    ...{ currencies: [], totals: new Map(), faults: [] },
    accounts: new Map(
      [...accounts].map(([id, account]) => [
        id,
        { ...account, streams: new Map([[token, { ...streamIn(account, token) }]]) },
      ]),
    ),
  };
  for (const id of [...accounts.keys()].sort((a, b) => ascending(b, a))) {
    const { accrued, settled } = streamIn(accountIn(copy, id), token);
    for (const { parent, bps } of accountIn(copy, id).royalties) {
      streamIn(accountIn(copy, parent), token).accrued += dueOf(bps, accrued, settled);
    }
  }
  return [...copy.accounts.values()];
}

function owedBy(account: ReplayedAccount, token: Address): bigint {
  const stream = streamIn(account, token);
  const holders = new Set([OWNER, ...account.units.keys(), ...stream.debts.keys()]);
  const reserved = (stream.accrued * account.rootUnits) / UNITS;
  return [...holders].reduce((sum, holder) => sum + owedIn(account, stream, holder), reserved);
}
