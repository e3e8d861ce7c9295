import type { TransactionReceipt } from "ethers";

import { argument, eventsOf } from "../../chain/events.ts";
import { prepare, type PreparedTransaction } from "../../chain/prepare.ts";
import { send, type Written, written } from "../../chain/send.ts";
import type { Clients } from "../../clients.ts";
import { nameAt } from "../../values/names.ts";
import type { SignedVoucher } from "../structs.ts";

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
  vouchers: readonly (SignedVoucher & {
    /** What the lane has cost in all. Defaults to all that the voucher promises. */
    claim?: bigint | undefined;
  })[];
  /** Most vouchers in one transaction. Defaults to 100. */
  batchSize?: number | undefined;
};

/** What one voucher brought, in base units. A batch settles a lane at most once unless it is named twice. */
export type Redeemed = { status: RedeemStatus; amount: bigint };
export type RedeemResult = { transactions: Written[]; redeemed: Redeemed[] };

const DEFAULT_BATCH_SIZE = 100;

/** The unsigned transactions of {@link redeem}, in order. */
export function prepareRedeem(
  clients: Clients,
  { vouchers, batchSize = DEFAULT_BATCH_SIZE }: RedeemParameters,
): PreparedTransaction[] {
  const items = vouchers.map(toItem);
  const batches = Array.from({ length: Math.ceil(items.length / batchSize) }, (_, index) =>
    items.slice(index * batchSize, (index + 1) * batchSize),
  );
  const { interface: meter } = clients.contracts.meter;
  return batches.map((batch) =>
    prepare(clients, "meter", meter.encodeFunctionData("redeem", [batch])),
  );
}

/** Redeems vouchers, in as many transactions as it takes. A bad voucher does not touch the others. */
export async function redeem(
  clients: Clients,
  parameters: RedeemParameters,
): Promise<RedeemResult> {
  const transactions: Written[] = [];
  const redeemed: Redeemed[] = [];
  for (const batch of prepareRedeem(clients, parameters)) {
    const receipt = await send(clients, batch);
    transactions.push(written(receipt));
    redeemed.push(...outcomesIn(clients, receipt, parameters.vouchers.slice(redeemed.length)));
  }
  return { transactions, redeemed };
}

function toItem({ account, voucher, signature, claim }: RedeemParameters["vouchers"][number]) {
  const { accountId: _, ...promise } = voucher;
  const { payer, withdrawDelay, salt } = account;
  const sum = claim ?? voucher.maxCumulative;
  return { payer, withdrawDelay, salt, ...promise, claim: sum, signature };
}

/** One event an item, in order: it was settled, or refused with a status. */
function outcomesIn(
  clients: Clients,
  receipt: TransactionReceipt,
  vouchers: RedeemParameters["vouchers"],
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
