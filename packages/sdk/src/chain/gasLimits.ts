import type { Provider } from "ethers";

/** Most gas of one transaction (EIP-7825). */
export const TRANSACTION_GAS_CAP = 1n << 24n;

/**
 * An estimate and an eighth on top: between estimate and inclusion other payments may make a settlement dearer. The
 * margin never lifts it above the cap.
 */
export function withMargin(estimate: bigint): bigint {
  const raised = estimate + estimate / 8n;
  if (raised <= TRANSACTION_GAS_CAP) return raised;
  return estimate > TRANSACTION_GAS_CAP ? estimate : TRANSACTION_GAS_CAP;
}

/** The most that a transaction may be estimated at, so that its whole margin fits a block and the cap. */
export async function readGasBudget({ provider }: { provider: Provider }): Promise<bigint> {
  const block = await provider.getBlock("latest");
  const limit = block?.gasLimit ?? TRANSACTION_GAS_CAP;
  const most = limit < TRANSACTION_GAS_CAP ? limit : TRANSACTION_GAS_CAP;
  return (most * 8n) / 9n;
}
