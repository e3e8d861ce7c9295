import { replicate } from "@sahara/storage";

import type { Cli } from "../../cli.ts";
import { fields } from "../../output/fields.ts";
import { formatCount } from "../../output/format.ts";
import { createCommand } from "../shared/createCommand.ts";
import { GATEWAY, openGateways, openStore, showBytes, STORE } from "./vaultOptions.ts";

export const vaultReplicate = (cli: Cli) =>
  createCommand({
    name: "replicate",
    does: "Bring a vault into a store without its key, and repair what the disk damaged. Needs no chain.",
    examples: ["vault replicate bafybei... --gateway http://127.0.0.1:8080"],
  })
    .argument("<cid>", "content id of the vault")
    .requiredOption(...GATEWAY)
    .option(...STORE)
    .action(async (root, { gateway, store }) => {
      const replicated = await replicate({
        ...{ root, from: openGateways(gateway), to: openStore(cli, store) },
        onProgress: showBytes(cli, `Replicating ${root}`),
      });
      cli.answer({
        json: replicated,
        text: fields([
          ["Blocks", formatCount(replicated.blocks)],
          ["Copied", formatCount(replicated.copiedBlocks)],
          ["Bytes", formatCount(replicated.bytes)],
        ]),
      });
    });
