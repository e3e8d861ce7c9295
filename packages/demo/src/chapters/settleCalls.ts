import { setTimeout } from "node:timers/promises";

import { formatAmount } from "@sahara/sdk";

import type { Cast } from "../cast.ts";
import type { LedgerBook } from "../ledgerBook.ts";
import type { Operator, ServedOffer } from "../operators/Operator.ts";
import type { Progress } from "../progress.ts";
import type { CallsCard, OperatorCard } from "../story.ts";
import type { Calls } from "./callModels.ts";

/** How the calls were paid. */
export type Settlement = {
  operators: OperatorCard[];
  calls: CallsCard;
};

const SLICES = 24;
const POLL_MS = 100;
const TIMEOUT_MS = 60_000;

/** The nodes redeem the last voucher of every lane, pass the assets' shares on, and withdraw the operators'. */
export async function settleCalls(
  cast: Cast,
  operators: Operator[],
  made: Calls,
  book: LedgerBook,
  progress: Progress,
): Promise<Settlement> {
  progress.step("The nodes redeem the last voucher of every lane");
  const { contracts, provider } = cast.treasurer.sahara.clients;
  const { meter } = contracts;
  const offers = operators.flatMap((operator) => operator.offers);
  for (const served of offers) await settled(served);

  const [redemptions, passes] = await Promise.all([
    meter.queryFilter(meter.filters.UsageSettled()),
    meter.queryFilter(meter.filters.RevenuePassed()),
  ]);
  const settlements = await byTransaction(redemptions);
  const passing = await byTransaction(passes);
  for (const { args, transactionHash } of passes) {
    const served = offers.find(({ offerId }) => offerId === args.offerId);
    if (served === undefined) continue;
    const what = `calls to the ${served.model.name.toLowerCase()} at ${served.operator.name}, the asset's share`;
    book.income.push({
      asset: args.assetId,
      payer: "all customers",
      what,
      amount: args.toAsset,
      transaction: transactionHash,
    });
  }

  const calls: CallsCard = {
    made: made.endings.length,
    correct: made.correct,
    seconds: made.seconds,
    rate: histogram(made.endings, made.seconds),
    latencies: made.latencies,
    offers: offers.map((served) => ({
      model: served.model.name,
      operator: served.operator.name,
      price: served.offer.maxPricePerCall,
      calls: lanesOf(made, served).length,
      gross: lanesOf(made, served).reduce((sum, { receipt }) => sum + receipt.amount, 0n),
    })),
    vouchers: redemptions.length,
    settlements: settlements.map(({ hash, events, gas }) => ({ hash, vouchers: events, gas })),
    passing: passing.map(({ hash, gas }) => ({ hash, gas })),
    settled: redemptions.reduce((sum, { args }) => sum + args.amount, 0n),
  };
  progress.fact(
    `${calls.made} calls settled by ${calls.vouchers} vouchers in ${settlements.length} transactions, ${gasPerCall(calls)} gas a call`,
  );
  enterGas(calls);

  progress.step("The nodes have taken the operators' share");
  const withdrawals = await meter.queryFilter(meter.filters.EarningsWithdrawn());
  const cards = await Promise.all(operators.map(toCard));
  return { operators: cards, calls };

  /** Waits until the node has taken all that the receipts of an offer come to, and paid it out. */
  async function settled(served: ServedOffer): Promise<void> {
    const due = lanesOf(made, served).reduce((sum, { receipt }) => sum + receipt.amount, 0n);
    const giveUpAt = performance.now() + TIMEOUT_MS;
    for (;;) {
      const { gross, passed, withdrawn } = await meter.earningsOf(served.offerId);
      if ([gross, passed, withdrawn].every((sum) => sum === due)) return;
      if (performance.now() > giveUpAt) {
        throw new Error(
          `${served.operator.name} has redeemed ${gross} of ${due}, passed on ${passed} and withdrawn ${withdrawn}.`,
        );
      }
      await setTimeout(POLL_MS);
    }
  }

  async function byTransaction(events: readonly { transactionHash: string }[]) {
    const hashes = [...new Set(events.map(({ transactionHash }) => transactionHash))];
    return await Promise.all(
      hashes.map(async (hash) => {
        const receipt = await provider.getTransactionReceipt(hash);
        const count = events.filter(({ transactionHash }) => transactionHash === hash).length;
        return { hash, events: count, gas: receipt?.gasUsed ?? 0n };
      }),
    );
  }

  function enterGas({ settlements: redeems, vouchers, passing: passes }: CallsCard): void {
    const sum = (rows: { gas: bigint }[]) => rows.reduce((total, { gas }) => total + gas, 0n);
    book.gas.push({
      step: `A call, settled ${Math.round(calls.made / vouchers)} to a voucher`,
      gas: gasPerCall(calls),
      peer: { name: "x402 exact: one transfer a call", gas: 64_351n },
    });
    book.gas.push({
      step: `Redeem all ${vouchers} vouchers, in ${redeems.length} transactions`,
      gas: sum(redeems),
    });
    book.gas.push({
      step: `Pass the assets' shares of ${offers.length} offers to the ledger`,
      gas: sum(passes),
    });
  }

  async function toCard({ person, offers: own, node }: Operator): Promise<OperatorCard> {
    const { sahara, account, name } = person;
    const earned = withdrawals
      .filter(({ args }) => own.some(({ offerId }) => offerId === args.offerId))
      .reduce((sum, { args }) => sum + args.amount, 0n);
    progress.fact(`${name} has earned ${formatAmount(earned, 18)} SAHARA`);
    const { stake } = await sahara.getOperator({ operator: account });
    const count = own.reduce((sum, served) => sum + lanesOf(made, served).length, 0);
    return { name, endpoint: node.url, process: node.process, stake, calls: count, earned };
  }
}

/** Gas of all redemptions, divided by the calls that they paid. */
export function gasPerCall({ settlements, made }: Pick<CallsCard, "settlements" | "made">): bigint {
  const gas = settlements.reduce((sum, settlement) => sum + settlement.gas, 0n);
  return made === 0 ? 0n : gas / BigInt(made);
}

/** Receipts for calls to an offer, of all customers. */
function lanesOf({ lanes }: Calls, { offerId }: ServedOffer) {
  return lanes.filter(({ served }) => served.offerId === offerId).flatMap((lane) => lane.receipts);
}

function histogram(endings: readonly number[], seconds: number): number[] {
  const counts = Array.from({ length: SLICES }, () => 0);
  for (const ending of endings) {
    const slice = Math.min(SLICES - 1, Math.floor((SLICES * ending) / seconds));
    counts[slice] = (counts[slice] ?? 0) + 1;
  }
  return counts;
}
