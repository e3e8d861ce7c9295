import type { TransactionReceipt } from "ethers";

import { argument, eventsOf } from "../../chain/events.ts";
import type { PreparedTransaction } from "../../chain/prepare.ts";
import { send, type Written, written } from "../../chain/send.ts";
import type { Clients } from "../../clients.ts";
import { TransactionFailedError } from "../../errors/transactionErrors.ts";
import { nameAt } from "../../values/names.ts";
import { batchVouchers, type VoucherBatch, type VoucherClaim } from "./batchVouchers.ts";

/** What became of a voucher in a batch; the position is the number on chain. */
export const REDEEM_STATUSES = [
  "SETTLED",
  "PARTIAL",
  "UNKNOWN_OFFER",
  "OFFER_NOT_LIVE",
  "STALE_EPOCH",
  "EXPIRED",
  "NOTHING_NEW",
  "OVER_CEILING",
  "BAD_SIGNATURE",
  "SESSION_SPENT",
  "NO_FUNDS",
  "NO_STAKE",
] as const;

export type RedeemStatus = (typeof REDEEM_STATUSES)[number];

export type RedeemParameters = {
  vouchers: readonly VoucherClaim[];
  /** Most vouchers in one transaction. Defaults to as many as its gas allows. */
  batchSize?: number | undefined;
};

/** What one voucher brought, in base units. A batch settles a lane at most once unless it is named twice. */
export type Redeemed = { status: RedeemStatus; amount: bigint };
export type RedeemResult = { transactions: Written[]; redeemed: Redeemed[] };

/** The unsigned transactions of {@link redeem}, in order. */
export async function prepareRedeem(
  clients: Clients,
  { vouchers, batchSize }: RedeemParameters,
): Promise<PreparedTransaction[]> {
  const transactions: PreparedTransaction[] = [];
  for await (const { transaction } of batchVouchers(clients, vouchers, batchSize)) {
    transactions.push(transaction);
  }
  return transactions;
}

/** Redeems vouchers, in as many transactions as it takes. A bad voucher does not touch the others. */
export async function redeem(
  clients: Clients,
  { vouchers, batchSize }: RedeemParameters,
): Promise<RedeemResult> {
  const transactions: Written[] = [];
  const redeemed: Redeemed[] = [];
  for await (const batch of batchVouchers(clients, vouchers, batchSize)) {
    for (const { receipt, vouchers: settled } of await sendBatch(clients, batch)) {
      transactions.push(written(receipt));
      redeemed.push(...outcomesIn(clients, receipt, settled));
    }
  }
  return { transactions, redeemed };
}

type SentBatch = { receipt: TransactionReceipt; vouchers: readonly VoucherClaim[] };

/** Sends a batch; in halves if it was mined and ran out of gas, since others redeemed in between. */
async function sendBatch(clients: Clients, batch: VoucherBatch): Promise<SentBatch[]> {
  const { vouchers, transaction } = batch;
  try {
    return [{ receipt: await send(clients, transaction), vouchers }];
  } catch (error) {
    if (!(error instanceof TransactionFailedError) || vouchers.length === 1) throw error;
    const sent: SentBatch[] = [];
    for await (const half of batchVouchers(clients, vouchers, Math.ceil(vouchers.length / 2))) {
      sent.push(...(await sendBatch(clients, half)));
    }
    return sent;
  }
}

/** One event an item, in order: it was settled, or refused with a status. */
function outcomesIn(
  clients: Clients,
  receipt: TransactionReceipt,
  vouchers: readonly VoucherClaim[],
): Redeemed[] {
  const events = receipt.logs.flatMap((log) =>
    ["UsageSettled", "RedemptionRefused"].flatMap((name) =>
      eventsOf(clients, "meter", name, [log]),
    ),
  );
  return events.map((event, index): Redeemed => {
    if (event.name === "RedemptionRefused") {
      return { status: nameAt(REDEEM_STATUSES, argument<bigint>(event, "status")), amount: 0n };
    }
    const voucher = vouchers[index];
    const claim = voucher?.claim ?? voucher?.voucher.maxCumulative ?? 0n;
    const isWhole = argument<bigint>(event, "redeemed") >= claim;
    return { status: isWhole ? "SETTLED" : "PARTIAL", amount: argument<bigint>(event, "amount") };
  });
}
