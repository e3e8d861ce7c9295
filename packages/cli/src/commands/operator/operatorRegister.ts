import { CAPABILITIES } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { collectCapabilities } from "../../parse/capabilities.ts";
import { takeMetadataRoot } from "../asset/takeRoots.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const operatorRegister = (cli: Cli) =>
  createCommand({
    name: "register",
    does: "Say as an operator where your node is and what it can do. What was said before is replaced.",
    examples: [
      "operator register https://node.example serve",
      "operator register https://node.example serve train --metadata profile.json --dry-run",
    ],
  })
    .argument("<endpoint>", "URL of the node")
    .argument("<capabilities...>", CAPABILITIES.join(", "), collectCapabilities)
    .option("--metadata <file>", "JSON file that describes the operator")
    .option("--metadata-root <digest>", "digest or CID of that file, instead")
    .option(...DRY_RUN)
    .action(async (endpoint, capabilities, { metadata, metadataRoot: root, dryRun }) => {
      const metadataRoot = await takeMetadataRoot(cli, { metadata, metadataRoot: root });
      const { sahara } = await cli.connect();
      const profile = { endpoint, capabilities, metadataRoot };
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareSetProfile(profile),
        send: () => sahara.setProfile(profile),
        tell: () => [
          ["Endpoint", endpoint],
          ["Can", capabilities.join(", ")],
        ],
      });
    });
