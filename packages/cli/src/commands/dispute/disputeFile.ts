import { CLAIM_KINDS } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { formatTime } from "../../output/format.ts";
import { parseName } from "../../parse/names.ts";
import { parseId, parseUnitCount } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";
import { readEvidence } from "./evidence.ts";

export const disputeFile = (cli: Cli) =>
  createCommand({
    name: "file",
    does: "Claim that an asset is stolen, infringing, mislabelled or malware, with a bond. Its income is held once its owner is silent or the council admits the claim.",
    examples: [
      "dispute file 7 stolen --evidence ./proof",
      "dispute file 7 malware --units 0% --evidence-root 0x5f16…e3a2",
    ],
  })
    .argument("<asset>", "id of the asset", parseId)
    .argument("<kind>", CLAIM_KINDS.join(", "), (text) => parseName(CLAIM_KINDS, text))
    .option("--units <units>", "most units that can be awarded, as 30% or 30000000", parseUnitCount)
    .option("--evidence <path>", "file or folder with the evidence")
    .option("--evidence-root <digest>", "its content root, instead")
    .option(...DRY_RUN)
    .action(async (assetId, kind, { units, evidence: file, evidenceRoot: root, dryRun }) => {
      const evidenceRoot = await readEvidence(cli, { file, root, option: "evidence" });
      const { sahara } = await cli.connect();
      const claim = { assetId, kind, units, evidenceRoot };
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareFileClaim(claim),
        send: () => sahara.fileClaim(claim),
        tell: ({ claimId, deadline }) => [
          ["Claim", `${claimId} (FILED)`],
          ["Evidence", evidenceRoot],
          ["Answer by", formatTime(deadline)],
        ],
      });
    });
