import { formatAmount } from "@sahara/sdk";

import type { Cast, Person } from "../cast.ts";
import type { LedgerBook } from "../ledgerBook.ts";
import type { Progress } from "../progress.ts";
import type { BuiltAssets } from "./buildAssets.ts";

const PEERS = {
  claim: { name: "Story: claim own share", gas: 97_212n },
  hops: { name: "0xSplits: the same through nested splits, 4 hops", gas: 397_997n },
} as const;

/** Every contributor claims, three hops above the payments; then the owners of what was built do. */
export async function claimRevenue(
  cast: Cast,
  built: BuiltAssets,
  book: LedgerBook,
  progress: Progress,
): Promise<bigint[]> {
  progress.step("Contributors claim what their mail earned");
  const earned: bigint[] = [];
  for (const person of cast.contributors) {
    earned.push(await claim(person, "holder", built.dataset, book, progress));
  }

  progress.step("The owners of filter, tuned filter and agent claim theirs");
  for (const asset of book.assets.filter(({ id }) => id !== built.dataset)) {
    const owner = [cast.builder, cast.tuner, cast.agentMaker].find(
      ({ name }) => name === asset.owner,
    );
    if (owner !== undefined)
      asset.ownerClaimed = await claim(owner, "owner", asset.id, book, progress);
  }
  return earned;
}

async function claim(
  { name, account, sahara }: Person,
  as: "holder" | "owner",
  asset: bigint,
  book: LedgerBook,
  progress: Progress,
): Promise<bigint> {
  const token = sahara.clients.addresses.token;
  const plan = await sahara.planClaims({ account, token, as, assetIds: [asset] });
  const { amount, gasUsed, transactions } = await sahara.executeClaims({ plan });

  const hops = plan.path.length;
  progress.fact(`${name}: ${formatAmount(amount, 18)} SAHARA, ${hops} hops settled`);
  book.claims.push({ who: name, asset, amount, hops, gas: gasUsed, transactions });
  book.gas.push({
    step: `${name} claims (${hops} hops settled)`,
    gas: gasUsed,
    peer: hops > 1 ? PEERS.hops : PEERS.claim,
  });
  return amount;
}
