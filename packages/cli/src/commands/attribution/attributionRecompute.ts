import { type Recomputation, type SignedReport } from "@sahara/attribution/report";
import { serializeContributors } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { NegativeAnswerError } from "../../errors.ts";
import { readText } from "../../files/readText.ts";
import { resolvePath } from "../../files/resolvePath.ts";
import { writeText } from "../../files/writeText.ts";
import { fields } from "../../output/fields.ts";
import { parseJson } from "../../parse/parseJson.ts";
import { createCommand } from "../shared/createCommand.ts";
import { loadMethods } from "./loadMethods.ts";

export const attributionRecompute = (cli: Cli) =>
  createCommand({
    name: "recompute",
    does: "Do a report's work again: it comes to the same, or the first difference is named. Needs no chain.",
    examples: ["attribution recompute report.json --data ./rows"],
  })
    .argument("<report>", "the report, signed or not")
    .requiredOption("--data <folder>", "the data that it is about")
    .option("--contributors <file>", "where the recomputed contributor file goes")
    .action(async (file, { data, contributors }) => {
      const { parseReport, parseSignedReport, recompute } =
        await import("@sahara/attribution/report");
      const value = parseJson(file, await readText(cli.io, file));
      const signed = isSigned(value) ? parseSignedReport(value) : undefined;
      const report = signed?.report ?? parseReport(value);

      const folder = resolvePath(cli.io, data);
      const result = await recompute({ report, methods: await loadMethods(), folder });
      if (contributors !== undefined) {
        await writeText(cli.io, contributors, serializeContributors(result.tree));
      }
      const { tree, ...answer } = result;
      cli.answer({
        json: { ...answer, author: signed?.author ?? null, root: tree.root },
        text: describe(result, signed),
      });
      if (!result.equal) {
        throw new NegativeAnswerError(`The report differs in ${result.difference.path}.`);
      }
    });

const isSigned = (value: unknown) =>
  typeof value === "object" && value !== null && "signature" in value;

function describe(result: Recomputation, signed: SignedReport | undefined): string {
  const { tree } = result;
  return fields([
    ["Author", signed?.author],
    ...(result.equal
      ? ([["Weights", `${tree.root}, as reported`]] as const)
      : ([
          ["Differs", result.difference.path],
          ["Reported", result.difference.reported],
          ["Recomputed", result.difference.recomputed],
        ] as const)),
  ]);
}
