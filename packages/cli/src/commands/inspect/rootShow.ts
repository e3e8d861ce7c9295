import type { Cli } from "../../cli.ts";
import { rootOfPath } from "../../files/rootOfPath.ts";
import { fields } from "../../output/fields.ts";
import { formatCount } from "../../output/format.ts";
import { createCommand } from "../shared/createCommand.ts";

export const rootShow = (cli: Cli) =>
  createCommand({
    name: "root",
    does: "Compute the content root of a file or folder, as IPFS does. Needs no chain.",
    examples: ["root ./mail"],
  })
    .argument("<path>", "file or folder")
    .action(async (path) => {
      const root = await rootOfPath(cli, path);
      cli.answer({
        json: root,
        text: fields([
          ["Content root", root.digest],
          ["CID", root.cid],
          ["Bytes", formatCount(root.bytes)],
        ]),
      });
    });
