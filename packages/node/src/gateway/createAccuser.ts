import type { Sahara } from "@sahara/sdk";

import type { JobLog } from "../jobs/createJobWorker.ts";
import type { Contradiction } from "./createAuditor.ts";

/** Opens a dispute over each contradiction, with a bond of the signer's, who gets it back unless nobody was wrong. */
export function createAccuser({
  sahara,
  log,
}: {
  sahara: Pick<Sahara, "openDivergence">;
  log: JobLog;
}): (contradiction: Contradiction) => Promise<void> {
  return async ({ first, second }) => {
    const { divergenceId, hash } = await sahara.openDivergence({ first, second });
    const operators = [first.offer.operator, second.offer.operator];
    log.warn("audit.accused", { divergenceId, operators, transaction: hash });
  };
}
