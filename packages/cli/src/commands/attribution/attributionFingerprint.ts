import type { Cli } from "../../cli.ts";
import { fingerprintOfPath } from "../../files/fingerprintOfPath.ts";
import { writeText } from "../../files/writeText.ts";
import { fields } from "../../output/fields.ts";
import { formatCount } from "../../output/format.ts";
import { createCommand } from "../shared/createCommand.ts";

export const attributionFingerprint = (cli: Cli) =>
  createCommand({
    name: "fingerprint",
    does: "Write what data can be recognised by, to publish beside it. Needs no chain.",
    examples: ["attribution fingerprint ./mail --out 12.json"],
  })
    .argument("<path>", "file or folder")
    .requiredOption("--out <file>", "where the fingerprint goes; name it by the asset")
    .action(async (path, { out }) => {
      const { serializeFingerprint } = await import("@sahara/attribution/originality");
      const fingerprint = await fingerprintOfPath(cli, path);
      await writeText(cli.io, out, serializeFingerprint(fingerprint));
      const { chunks, shingles } = fingerprint;
      cli.answer({
        json: { chunks: chunks.count, shingles: shingles.count, file: out },
        text: fields([
          ["Chunks", formatCount(chunks.count)],
          ["Runs of words", formatCount(shingles.count)],
          ["File", out],
        ]),
      });
    });
