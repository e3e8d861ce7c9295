import type { Cli } from "../../cli.ts";
import { compareWithFolder } from "../../files/compareWithFolder.ts";
import { fingerprintOfPath } from "../../files/fingerprintOfPath.ts";
import { createCommand } from "../shared/createCommand.ts";
import { describeOriginality } from "./describeOriginality.ts";

export const attributionCompare = (cli: Cli) =>
  createCommand({
    name: "compare",
    does: "Tell what data resemble, how much, and which parents they may owe. Needs no chain.",
    examples: ["attribution compare ./mail --with ./fingerprints"],
  })
    .argument("<path>", "file or folder that is to be registered")
    .requiredOption("--with <folder>", "fingerprints of registered assets, as <asset>.json")
    .action(async (path, { with: folder }) => {
      const fingerprint = await fingerprintOfPath(cli, path);
      const originality = await compareWithFolder(cli, { fingerprint, folder });
      cli.answer({ json: originality, text: describeOriginality(originality) });
    });
