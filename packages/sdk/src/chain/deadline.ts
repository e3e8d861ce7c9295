import type { Provider } from "ethers";

/** How long a signature is good for unless told, in seconds. */
const DEFAULT_LIFETIME_S = 3600n;

/** The deadline given, or one hour after the latest block: the chain's clock counts, not this machine's. */
export async function deadlineOr(
  given: bigint | undefined,
  { provider }: { provider: Provider },
): Promise<bigint> {
  if (given !== undefined) return given;
  const block = await provider.getBlock("latest");
  return BigInt(block?.timestamp ?? 0) + DEFAULT_LIFETIME_S;
}
