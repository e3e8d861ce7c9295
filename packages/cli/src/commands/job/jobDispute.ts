import type { Cli } from "../../cli.ts";
import { UsageError } from "../../errors.ts";
import { rootOfPath } from "../../files/rootOfPath.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const jobDispute = (cli: Cli) =>
  createCommand({
    name: "dispute",
    does: "Dispute a delivery within its review, as the client. A tenth of what it asks for is put up as a bond.",
    examples: ["job dispute 7 --reason reason.md", "job dispute 7 --reason-root 0x5f16…e3a2"],
  })
    .argument("<job>", "id of the job", parseId)
    .option("--reason <path>", "file or folder with the reasons")
    .option("--reason-root <digest>", "its content root, instead")
    .option(...DRY_RUN)
    .action(async (jobId, { reason, reasonRoot: root, dryRun }) => {
      if ((reason === undefined) === (root === undefined)) {
        throw new UsageError("Pass --reason or --reason-root, one of the two.");
      }
      const reasonRoot = root ?? (await rootOfPath(cli, reason ?? "")).digest;
      const { sahara } = await cli.connect();
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareDisputeJob({ jobId, reasonRoot }),
        send: () => sahara.disputeJob({ jobId, reasonRoot }),
        tell: () => [
          ["Job", `${jobId} (DISPUTED)`],
          ["Reasons", reasonRoot],
        ],
      });
    });
