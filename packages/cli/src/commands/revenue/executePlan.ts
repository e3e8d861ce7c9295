import type { Address, ClaimPlan, ExecuteClaimsResult, Sahara } from "@sahara/sdk";

/** Carries a claim plan out; with `to` the money goes there instead of to the plan's account, which has to sign. */
export async function executePlan(
  sahara: Sahara,
  plan: ClaimPlan,
  to: Address | undefined,
): Promise<ExecuteClaimsResult> {
  if (to === undefined) return await sahara.executeClaims({ plan });
  const { assetIds, token } = plan;
  const result: ExecuteClaimsResult = { amount: 0n, gasUsed: 0n, transactions: [] };
  for (const [at, assetId] of assetIds.entries()) {
    // The first claim settles for all.
    const path = at === 0 ? plan.path : [];
    const { amount, gasUsed, hash } = await sahara.claimTo({ assetId, to, token, path });
    result.amount += amount;
    result.gasUsed += gasUsed;
    result.transactions.push(hash);
  }
  return result;
}
