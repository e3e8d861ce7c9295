import { ZeroHash } from "ethers";

import type { Cli } from "../../cli.ts";
import { FileError, NegativeAnswerError } from "../../errors.ts";
import { fields } from "../../output/fields.ts";
import { parseJson } from "../../parse/parseJson.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand } from "../shared/createCommand.ts";
import { CONTENT, openContentFolder } from "./contentFolder.ts";

export const dataAnswer = (cli: Cli) =>
  createCommand({
    name: "answer",
    does: "Show what came of a query: its counters, under the root that the chain names.",
    examples: ["data answer 7 --content ./jobs/content"],
  })
    .argument("<job>", "id of the job", parseId)
    .option(CONTENT[0], CONTENT[1], "jobs/content")
    .action(async (jobId, { content }) => {
      const { sahara } = await cli.connect();
      const { resultRoot, state } = await sahara.getJob({ jobId });
      if (resultRoot === ZeroHash) {
        throw new NegativeAnswerError(
          `Nothing was delivered for job ${jobId} yet: it is ${state}.`,
        );
      }
      const bytes = await openContentFolder(cli, content).get(resultRoot);
      const counters = readCounters(resultRoot, parseJson(resultRoot, bytes.toString()));
      cli.answer({
        json: { jobId, resultRoot, counters: Object.fromEntries(counters) },
        text: fields(counters.map(([name, value]) => [name, value ?? "too few rows"])),
      });
    });

/** The node is not trusted to deliver what it was asked for. */
function readCounters(file: string, answer: unknown): [name: string, value: string | null][] {
  const counters = isRecord(answer) ? answer.counters : undefined;
  if (!isRecord(counters)) throw new FileError(file, "it holds no counters.");
  return Object.entries(counters).map(([name, value]) => {
    if (value === null || (typeof value === "string" && /^-?\d+$/.test(value))) {
      return [name, value];
    }
    throw new FileError(file, `its counter "${name}" is no whole number.`);
  });
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
