import type { Cli } from "../../cli.ts";
import { readKeyFile } from "../../session/keyFile.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const keyAdd = (cli: Cli) =>
  createCommand({
    name: "add",
    does: "Let a key sign for you as an operator. A key is added once and can't come back.",
    examples: ["operator key add node.key", "operator key add node.key --dry-run"],
  })
    .argument("<file>", "file with the private key, as the node has it")
    .option(...DRY_RUN)
    .action(async (file, { dryRun }) => {
      const key = await readKeyFile(cli.io, file, "<file>");
      const { sahara } = await cli.connect();
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareAddOperatorKey({ key }),
        send: () => sahara.addOperatorKey({ key }),
        tell: () => [["Key", key.address]],
      });
    });
