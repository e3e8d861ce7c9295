import { formatAmount } from "@sahara/sdk";

import type { Cast, Person } from "../cast.ts";
import type { LedgerBook } from "../ledgerBook.ts";
import type { Progress } from "../progress.ts";
import type { BuiltAssets } from "./buildAssets.ts";
import { PEER } from "./claimMails.ts";

/** The owners of what was built claim, after the contributors settled the hops below. */
export async function claimRevenue(
  cast: Cast,
  built: BuiltAssets,
  book: LedgerBook,
  progress: Progress,
): Promise<void> {
  progress.step("The owners of filter, tuned filter and agent claim theirs");
  for (const asset of book.assets.filter(({ id }) => id !== built.dataset)) {
    const owner = [cast.builder, cast.tuner, cast.agentMaker].find(
      ({ name }) => name === asset.owner,
    );
    if (owner !== undefined) asset.ownerClaimed = await claim(owner, asset.id, book, progress);
  }
}

async function claim(
  { name, account, sahara }: Person,
  asset: bigint,
  book: LedgerBook,
  progress: Progress,
): Promise<bigint> {
  const token = sahara.clients.addresses.token;
  const plan = await sahara.planClaims({ account, token, as: "owner", assetIds: [asset] });
  const { amount, gasUsed, transactions } = await sahara.executeClaims({ plan });

  const hops = plan.path.length;
  progress.fact(`${name}: ${formatAmount(amount, 18)} SAHARA, ${hops} hops settled`);
  book.claims.push({ who: name, asset, amount, hops, gas: gasUsed, transactions });
  book.gas.push({
    step: `${name} claims (${hops} hops settled)`,
    gas: gasUsed,
    peer: PEER,
  });
  return amount;
}
