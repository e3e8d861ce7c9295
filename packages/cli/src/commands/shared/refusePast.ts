import { UsageError } from "../../errors.ts";
import { formatTime } from "../../output/format.ts";
import type { Session } from "../../session/openSession.ts";

/** @throws {UsageError} When a time has passed on the clock that counts, which is the chain's. */
export async function refusePast(
  { provider }: Pick<Session, "provider">,
  until: bigint | undefined,
): Promise<void> {
  if (until === undefined) return;
  const block = await provider.getBlock("latest");
  const now = BigInt(block?.timestamp ?? 0);
  if (until > now) return;
  throw new UsageError(
    `--until ${formatTime(until)} has passed: on the chain it is ${formatTime(now)}. Pass a later time.`,
  );
}
