import type { LicenseTermsInput } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { explainTermsFault } from "./explainTermsFault.ts";
import { write } from "../shared/write.ts";

/** Registers terms or rehearses it. @throws {ContradictoryTermsError} When the contract refuses them. */
export async function writeTerms(
  cli: Cli,
  terms: LicenseTermsInput,
  dryRun: true | undefined,
): Promise<void> {
  const { sahara } = await cli.connect();
  try {
    await write(cli, {
      dryRun,
      prepare: () => sahara.prepareRegisterTerms(terms),
      send: () => sahara.registerTerms(terms),
      tell: ({ termsId, registered }) => [
        ["Terms", termsId],
        ["State", registered ? "registered now" : "registered before"],
      ],
    });
  } catch (thrown) {
    throw explainTermsFault(thrown);
  }
}
