import { mapLimited } from "../chain/mapLimited.ts";
import type { PreparedTransaction } from "../chain/prepare.ts";
import { send } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { OWNER } from "../values/address.ts";
import { claimedIn } from "./claimed.ts";
import { prepareClaims, splitPath } from "./claimGas.ts";
import type { ClaimPlan } from "./planClaims.ts";

export type ExecuteClaimsParameters = { plan: ClaimPlan };

export type ExecuteClaimsResult = {
  /** What was paid out, in base units. */
  amount: bigint;
  gasUsed: bigint;
  /** Hashes of what was sent, in order; none for an empty plan. */
  transactions: string[];
};

/** The unsigned transactions of {@link executeClaims}: mostly one, more if the path does not fit into it. */
export async function prepareExecuteClaims(
  clients: Clients,
  { plan }: ExecuteClaimsParameters,
): Promise<PreparedTransaction[]> {
  const { account, as, assetIds, token, path } = plan;
  if (assetIds.length === 0) return [];
  const { ledger } = clients.contracts;
  const heads = await mapLimited(path, (id) => ledger.accountOf(id));
  const counts = new Map(path.map((id, index) => [id, Number(heads[index]?.parentCount ?? 0n)]));
  const batches = splitPath(path, (id) => counts.get(id) ?? 0);
  const holder = as === "owner" ? OWNER : account;
  return prepareClaims(clients, { assetIds, token, holder, batches });
}

/** Carries a plan out. Anyone may; the money goes to the plan's account. */
export async function executeClaims(
  clients: Clients,
  parameters: ExecuteClaimsParameters,
): Promise<ExecuteClaimsResult> {
  const result: ExecuteClaimsResult = { amount: 0n, gasUsed: 0n, transactions: [] };
  for (const prepared of await prepareExecuteClaims(clients, parameters)) {
    const { amount, gasUsed, hash } = claimedIn(clients, await send(clients, prepared));
    result.amount += amount;
    result.gasUsed += gasUsed;
    result.transactions.push(hash);
  }
  return result;
}
