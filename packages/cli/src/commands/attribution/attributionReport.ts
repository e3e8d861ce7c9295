import type { MethodParameters } from "@sahara/attribution/report";
import { serializeContributors } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { FileError, UsageError } from "../../errors.ts";
import { readText } from "../../files/readText.ts";
import { resolvePath } from "../../files/resolvePath.ts";
import { writeText } from "../../files/writeText.ts";
import { fields } from "../../output/fields.ts";
import { formatCount, formatUnitCount } from "../../output/format.ts";
import { parseInteger } from "../../parse/numbers.ts";
import { parseJson } from "../../parse/parseJson.ts";
import { createCommand } from "../shared/createCommand.ts";
import { loadMethods } from "./loadMethods.ts";

export const attributionReport = (cli: Cli) =>
  createCommand({
    name: "report",
    does: "Measure what each contributor's data is worth, and write down how. Needs no chain.",
    examples: [
      "attribution report 7 --data ./rows --method knn-shapley --parameters knn.json --out report.json --contributors contributors.json",
    ],
    file: [
      ["k", "neighbours"],
      ["units", 'units to share out, as a text: "100000000" is the whole'],
      ["values", '"rows" or "contributors" (beyond 16 of these also permutations and seed)'],
      ["features", '"dense" (levels, copyDistance) or "words" (copyPercent)'],
    ],
  })
    .argument("<asset>", "id of the asset", parseInteger)
    .requiredOption("--data <folder>", "what is valued: training.jsonl and tests.jsonl")
    .requiredOption("--method <name>", "knn-shapley, or knn-shapley-mails")
    .requiredOption("--parameters <file>", "JSON with the method's parameters")
    .requiredOption("--out <file>", "where the report goes")
    .requiredOption("--contributors <file>", "where the contributor file with the weights goes")
    .option("--asset-version <number>", "version of the asset (default: 1)", parseInteger)
    .action(async (id, { data, parameters, out, contributors, ...options }) => {
      const methods = await loadMethods();
      const method = methods.find(({ name }) => name === options.method);
      if (method === undefined) {
        throw new UsageError(`--method is one of: ${methods.map(({ name }) => name).join(", ")}.`);
      }
      const { createReport, serializeReport } = await import("@sahara/attribution/report");
      const { report, tree } = await createReport({
        asset: { id, version: Number(options.assetVersion ?? 1n) },
        method,
        parameters: parseRecord(parameters, await readText(cli.io, parameters)),
        folder: resolvePath(cli.io, data),
      });

      await writeText(cli.io, out, serializeReport(report));
      await writeText(cli.io, contributors, serializeContributors(tree));
      cli.answer({
        json: report,
        text: fields([
          ["Data", report.data.root],
          ["Tests", report.data.tests],
          ["Copies", formatCount(report.data.copies)],
          ["Utility", `${report.utility} / 1e18`],
          ["Weights", report.weights.root],
          ["Contributors", formatCount(tree.leaves.length)],
          ["Units", formatUnitCount(tree.units)],
          ["Files", `${out}, ${contributors}`],
        ]),
      });
    });

function parseRecord(file: string, text: string): MethodParameters {
  const value = parseJson(file, text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new FileError(file, "it is no JSON object.");
  }
  // Whatever JSON.parse returned is JSON; the method checks each member.
  return value as MethodParameters;
}
