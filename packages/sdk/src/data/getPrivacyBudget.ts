import type { Clients } from "../clients.ts";

export type GetPrivacyBudgetParameters = { assetId: bigint; version: bigint };

/** In millionths of epsilon. */
export type PrivacyBudget = { total: bigint; spent: bigint; left: bigint };

/** Reads the privacy budget of a version; undefined if the owner set none, and nothing can be spent. */
export async function getPrivacyBudget(
  { contracts }: Pick<Clients, "contracts">,
  { assetId, version }: GetPrivacyBudgetParameters,
): Promise<PrivacyBudget | undefined> {
  const { total, spent, opened } = await contracts.vault.privacyBudgetOf(assetId, version);
  return opened ? { total, spent, left: total - spent } : undefined;
}
