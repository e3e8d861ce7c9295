import { exportCar } from "@sahara/storage";

import type { Cli } from "../../cli.ts";
import { resolvePath } from "../../files/resolvePath.ts";
import { fields } from "../../output/fields.ts";
import { formatCount } from "../../output/format.ts";
import { createCommand } from "../shared/createCommand.ts";
import { openStore, STORE } from "./vaultOptions.ts";

export const vaultExport = (cli: Cli) =>
  createCommand({
    name: "export",
    does: "Write a vault, encrypted as it is, into a CAR that any IPFS tool imports. Needs no chain.",
    examples: ["vault export bafybei... mail.car"],
  })
    .argument("<cid>", "content id of the vault")
    .argument("<file>", "the CAR; nothing may be there")
    .option(...STORE)
    .action(async (root, file, { store }) => {
      const source = openStore(cli, store);
      const { bytes } = await exportCar({ source, root, file: resolvePath(cli.io, file) });
      cli.answer({
        json: { file, bytes },
        text: fields([
          ["File", file],
          ["Bytes", formatCount(bytes)],
        ]),
      });
    });
