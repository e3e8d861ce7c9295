import type { Clients } from "../clients.ts";
import { type Address, parseCurrency } from "../values/address.ts";

export type GetRefundPoolParameters = {
  claimId: bigint;
  /** Defaults to SAHARA. */
  token?: Address | undefined;
};

/** What an upheld claim has for licensees, in base units. */
export type RefundPool = {
  /** Income that was held, less what went to whom it is due. */
  collected: bigint;
  /** Prices of all licences that were entered. */
  entered: bigint;
};

/** Reads the pool that licensees are refunded from. */
export async function getRefundPool(
  { contracts, addresses }: Pick<Clients, "contracts" | "addresses">,
  { claimId, token = addresses.token }: GetRefundPoolParameters,
): Promise<RefundPool> {
  const pool = await contracts.court.poolOf(claimId, parseCurrency(token, "token"));
  const { collected, entered } = pool;
  return { collected, entered };
}
