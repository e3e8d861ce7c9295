import type { Clients } from "../clients.ts";

export type IsRenewableNowParameters = { licenseId: bigint };

/** Whether {@link renewDue} would find everything in place now; `getSubscription` says why not. */
export async function isRenewableNow(
  { contracts }: Pick<Clients, "contracts">,
  { licenseId }: IsRenewableNowParameters,
): Promise<boolean> {
  return await contracts.subscriptions.isRenewableNow(licenseId);
}
