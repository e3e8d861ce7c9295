import { type ContributorLeaf, contributorProof, formatAmount } from "@sahara/sdk";

import type { Cast } from "../cast.ts";
import type { LedgerBook } from "../ledgerBook.ts";
import { PLAN } from "../plan.ts";
import type { Progress } from "../progress.ts";
import type { ContributorsCard, Crowd, Earner } from "../story.ts";
import { sum } from "../sum.ts";
import type { BuiltAssets } from "./buildAssets.ts";
import type { PreparedData } from "./prepareData.ts";

/** What claiming costs elsewhere. */
export const PEER = { name: "Story: claim own share", gas: 97_212n };
const HOPS_PEER = { name: "0xSplits: the same through nested splits, 4 hops", gas: 397_997n };
/** Claims that are tried at once. */
const AT_ONCE = 64;

/**
 * Some contributors claim, each by its Merkle proof, three hops above the payments; for every other one the claim is
 * tried by a call, which changes nothing. Together that is all that the data set earned.
 */
export async function claimMails(
  cast: Cast,
  data: PreparedData,
  built: BuiltAssets,
  book: LedgerBook,
  progress: Progress,
): Promise<ContributorsCard> {
  const { sahara } = cast.steward;
  const { token } = sahara.clients.addresses;
  const { contributorRoots, token: erc20 } = sahara.clients.contracts;
  const { dataset } = built;
  const ranked = [...data.tree.leaves].sort((a, b) => Number(b.units - a.units));
  const claiming = new Set(choose(ranked, PLAN.contributorsClaiming));
  const amounts = new Map<bigint, bigint>();

  progress.step(`${claiming.size} contributors claim what their one mail earned`);
  let path = built.path;
  let gas = 0n;
  const transactions: string[] = [];
  for (const leaf of claiming) {
    const proof = contributorProof(data.tree, leaf.index);
    const before = await erc20.balanceOf(leaf.account);
    const claimed = await sahara.materialiseAndClaim({ ...proof, assetId: dataset, token, path });
    const received = (await erc20.balanceOf(leaf.account)) - before;
    if (received !== claimed.amount) throw new Error(`${leaf.account} got ${received}.`);
    amounts.set(leaf.index, received);
    transactions.push(claimed.hash);
    if (path.length > 0) {
      enter("The first contributor claims by Merkle proof, 3 hops settled", claimed.gasUsed);
    }
    gas += claimed.gasUsed;
    path = [];
  }
  enter(
    `A contributor claims by Merkle proof, mean of ${claiming.size}`,
    gas / BigInt(claiming.size),
  );
  const claimed = sum([...amounts.values()]);
  book.claims.push({
    ...{ who: `${claiming.size} contributors`, asset: dataset, amount: claimed },
    ...{ hops: built.path.length, gas, transactions },
  });

  const waiting = ranked.filter((leaf) => !claiming.has(leaf));
  progress.step(`Trying the claim of each of the ${waiting.length.toLocaleString("en")} others`);
  for (let first = 0; first < waiting.length; first += AT_ONCE) {
    const batch = waiting.slice(first, first + AT_ONCE);
    const tried = await Promise.all(batch.map(tryClaim));
    batch.forEach(({ index }, i) => amounts.set(index, tried[i] ?? 0n));
    progress.part(first + batch.length, waiting.length);
  }
  const { accrued } = await sahara.getStream({ assetId: dataset, token });
  const claimable = sum(waiting.map(({ index }) => amounts.get(index) ?? 0n));
  progress.fact(
    `claimed ${claimed} + claimable ${claimable} + rounding ${accrued - claimed - claimable} = earned ${accrued} base units`,
  );

  const earners = ranked.map((leaf): Earner => {
    const { id } = mailAt(leaf);
    const { index, account, units } = leaf;
    return {
      mail: id,
      account,
      units,
      earned: amounts.get(index) ?? 0n,
      claimed: claiming.has(leaf),
    };
  });
  for (const { mail, earned } of earners.slice(0, 3)) {
    progress.fact(`${mail}: ${formatAmount(earned, 18)} SAHARA`);
  }
  const { values } = data.values;
  return {
    ...{ root: data.tree.root, units: data.tree.units, earners, crowds: crowds() },
    copies: values.filter(({ copyOf }) => copyOf !== undefined).length,
    misleading: values.filter(({ numerator }) => numerator < 0n).length,
    ...{ earned: accrued, claimed, claimable, rounding: accrued - claimed - claimable },
  };

  /** What the claim of a leaf would bring now. */
  async function tryClaim({ index }: ContributorLeaf): Promise<bigint> {
    const { account, units, proof } = contributorProof(data.tree, index);
    const claim = contributorRoots.materialiseAndClaim;
    return await claim.staticCall(dataset, index, account, units, proof, token, []);
  }

  function mailAt({ index }: ContributorLeaf) {
    const mail = data.mails[Number(index)];
    if (mail === undefined) throw new Error(`There is no mail ${index}.`);
    return mail;
  }

  function crowds(): Crowd[] {
    return data.corpus.groups.map(({ name, mails }) => {
      const leaves = ranked.filter((leaf) => mailAt(leaf).group === name);
      return {
        ...{ name, mails: mails.length, earning: leaves.length },
        units: sum(leaves.map(({ units }) => units)),
        earned: sum(leaves.map(({ index }) => amounts.get(index) ?? 0n)),
      };
    });
  }

  function enter(step: string, used: bigint): void {
    book.gas.push({ step, gas: used, peer: step.includes("hops") ? HOPS_PEER : PEER });
  }
}

/** Whether every base unit that the data set earned was claimed, can be claimed, or is less than one a contributor. */
export function dividesUp(contributors: ContributorsCard): boolean {
  const { earned, claimed, claimable, rounding, earners, units } = contributors;
  const isWhole = earned === claimed + claimable + rounding && units === 100_000_000n;
  return isWhole && rounding >= 0n && rounding < BigInt(earners.length);
}

/** The best quarter of them, and the others spread evenly over all ranks to the last. */
function choose(ranked: readonly ContributorLeaf[], count: number): ContributorLeaf[] {
  const best = ranked.slice(0, Math.floor(count / 4));
  const rest = count - best.length;
  const step = (ranked.length - best.length) / rest;
  const spread = Array.from(
    { length: rest },
    (_, index) => ranked[Math.floor(best.length + (index + 1) * step) - 1],
  );
  return [...best, ...spread.filter((leaf) => leaf !== undefined)];
}
