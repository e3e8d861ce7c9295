import { gasPerCall } from "../chapters/settleCalls.ts";
import type { Story } from "../story.ts";

/** Contributors that are listed by name. */
const BEST = 5;

/** The demo's result for programs; amounts are base units as decimal strings. */
export function renderSummary(story: Story): string {
  const [model] = story.models;
  const { calls, compute, copycat, vault } = story;
  const { paid, claimed, held } = story.conservation;
  const summary = {
    accuracy: model?.accuracy,
    weightsHash: model?.weightsHash,
    assets: story.assets.map(({ id, kind, name, cid }) => ({ id: id.toString(), kind, name, cid })),
    contributors: contributorsOf(story),
    copycat: {
      submitted: copycat.submitted,
      recognised: copycat.recognised,
      units: copycat.units.toString(),
      refused: copycat.refused.map(({ error }) => error),
    },
    vault: {
      cid: vault.cid,
      bytes: vault.plaintextBytes,
      segments: vault.segments,
      contentRoot: vault.contentRoot,
      shares: `${vault.threshold} of ${vault.custodians.length}`,
      toLicensee: vault.custodians.map(({ toLicensee }) => toLicensee),
      toStranger: vault.custodians.map(({ toStranger }) => toStranger),
      releases: vault.releases.length,
    },
    compute: {
      ...{ job: compute.jobId.toString(), program: compute.code, refused: compute.refused },
      epsilon: { before: compute.before.toString(), after: compute.after.toString() },
      counters: Object.fromEntries(compute.counters.map(({ name, answer }) => [name, answer])),
    },
    payments: story.income.map(({ asset, what, amount }) => ({
      asset: asset.toString(),
      what,
      amount: amount.toString(),
    })),
    calls: {
      made: calls.made,
      settled: calls.settled.toString(),
      transactions: calls.settlements.length,
      gasPerCall: Number(gasPerCall(calls)),
    },
    receipts: { proved: story.receipts.proved },
    slashed: story.slashing.slashed.toString(),
    unitSale: unitSaleOf(story),
    auction: auctionOf(story),
    theft: theftOf(story),
    vote: voteOf(story),
    market: {
      house: texts(story.market.house),
      court: texts(story.market.court),
    },
    meter: texts(story.meter),
    conservation: { paid: paid.toString(), claimed: claimed.toString(), held: held.toString() },
    seconds: story.seconds,
  };
  return `${JSON.stringify(summary, undefined, 2)}\n`;
}

function contributorsOf({ contributors }: Story) {
  const { root, units, earners, copies, earned, claimed, claimable, rounding } = contributors;
  return {
    ...{ root, units: units.toString(), leaves: earners.length, copies },
    paid: earners.filter((earner) => earner.claimed).length,
    ...{ earned: earned.toString(), claimed: claimed.toString() },
    ...{ claimable: claimable.toString(), rounding: rounding.toString() },
    best: earners.slice(0, BEST).map(({ mail, account, units: own, earned: amount }) => ({
      ...{ mail, account, units: own.toString(), earned: amount.toString() },
    })),
  };
}

function unitSaleOf({ unitSale }: Story) {
  const { asset, buyer, units, price, fee, received, orderHash } = unitSale;
  return { buyer, orderHash, ...texts({ asset, units, price, fee, received }) };
}

function auctionOf({ auction }: Story) {
  const { asset, winner, bids, price, fee, royalty, proceeds, refunds, ancestry } = auction;
  return {
    ...{ asset: asset.toString(), winner, bids: bids.length },
    ...texts({ price, fee, royalty, proceeds }),
    refunds: refunds.map(({ amount }) => amount.toString()),
    ancestry: ancestry.map(({ asset: id, kept }) => ({ asset: id.toString(), kept: `${kept}` })),
  };
}

function theftOf({ theft }: Story) {
  const { original, copy, claimId, weights, mails, evidenceRoot, refused, units } = theft;
  const { price, refunded, bonds } = theft;
  return {
    ...texts({ original, copy, claimId, price, refunded, units }),
    ...{ weights, mails, evidenceRoot, refused: refused.error },
    bonds: bonds.map(({ who, amount }) => ({ who, amount: amount.toString() })),
  };
}

function voteOf({ vote }: Story) {
  const { proposalId, votes, quorum, feeBps, fees, harvested, stakers } = vote;
  return {
    ...texts({ proposalId, quorum, fees, harvested }),
    ...{ votes: texts(votes), feeBps: texts(feeBps) },
    stakers: stakers.map(({ name, staked, claimed }) => ({ name, ...texts({ staked, claimed }) })),
  };
}

/** Amounts as decimal strings. */
const texts = (named: Readonly<Record<string, bigint>>) =>
  Object.fromEntries(Object.entries(named).map(([name, amount]) => [name, amount.toString()]));
