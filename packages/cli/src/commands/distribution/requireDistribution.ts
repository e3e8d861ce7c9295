import type { Distribution } from "@sahara/sdk";

import { UsageError } from "../../errors.ts";
import type { Session } from "../../session/openSession.ts";

/** @throws {UsageError} When there is no such distribution. */
export async function requireDistribution(
  { sahara }: Pick<Session, "sahara">,
  id: bigint,
): Promise<Distribution> {
  const distribution = await sahara.getDistribution({ id });
  if (distribution === undefined) throw new UsageError(`There is no distribution ${id}.`);
  return distribution;
}
