import { readGasBudget } from "../../chain/gasLimits.ts";
import { prepare, type PreparedTransaction } from "../../chain/prepare.ts";
import type { Clients } from "../../clients.ts";
import type { SignedVoucher } from "../structs.ts";

/** A voucher to redeem. */
export type VoucherClaim = SignedVoucher & {
  /** What the lane has cost in all. Defaults to all that the voucher promises. */
  claim?: bigint | undefined;
};

/** Some vouchers and the transaction that redeems them. */
export type VoucherBatch = { vouchers: readonly VoucherClaim[]; transaction: PreparedTransaction };

/** Nodes pass transactions of up to 128 KiB on; the rest of one, its signature included, is far below a kilobyte. */
const MAX_DATA_BYTES = 127 * 1024;

/**
 * The vouchers in batches, in order, each of which a transaction can redeem: halved until the estimate fits a block and
 * the cap of a transaction. A single voucher is a batch whatever it costs.
 *
 * @param maxSize Most vouchers in a batch.
 */
export async function* batchVouchers(
  clients: Clients,
  vouchers: readonly VoucherClaim[],
  maxSize = Infinity,
): AsyncGenerator<VoucherBatch> {
  if (vouchers.length === 0) return;
  const batch = { vouchers, transaction: toTransaction(clients, vouchers) };
  if (vouchers.length === 1 || (vouchers.length <= maxSize && (await fits(clients, batch)))) {
    yield batch;
    return;
  }
  const size = vouchers.length > maxSize ? maxSize : Math.ceil(vouchers.length / 2);
  yield* batchVouchers(clients, vouchers.slice(0, size), maxSize);
  yield* batchVouchers(clients, vouchers.slice(size), maxSize);
}

async function fits(clients: Clients, { transaction }: VoucherBatch): Promise<boolean> {
  const { to, data } = transaction;
  if ((data.length - 2) / 2 > MAX_DATA_BYTES) return false;
  const budget = await readGasBudget(clients);
  try {
    return (await clients.provider.estimateGas({ to, data })) <= budget;
  } catch {
    // Mostly since it needs more gas than a block has. Of a single voucher the same error is thrown when it is sent.
    return false;
  }
}

function toTransaction(clients: Clients, vouchers: readonly VoucherClaim[]): PreparedTransaction {
  const { interface: meter } = clients.contracts.meter;
  const data = meter.encodeFunctionData("redeem", [vouchers.map(toItem)]);
  return prepare(clients, "meter", data);
}

function toItem({ account, voucher, signature, claim }: VoucherClaim) {
  const { accountId: _, ...promise } = voucher;
  const { payer, withdrawDelay, salt } = account;
  const sum = claim ?? voucher.maxCumulative;
  return { payer, withdrawDelay, salt, ...promise, claim: sum, signature };
}
