import { readFile } from "node:fs/promises";

import { parseBps } from "@sahara/sdk";
import { canonicalJson, type JsonValue } from "@sahara/storage";

import type { Cli } from "../../cli.ts";
import { UsageError } from "../../errors.ts";
import { resolvePath } from "../../files/resolvePath.ts";
import { formatTime } from "../../output/format.ts";
import { parseJson } from "../../parse/parseJson.ts";
import { parseId, parseInteger } from "../../parse/numbers.ts";
import { parseTime } from "../../parse/times.ts";
import { createCommand, TOKEN } from "../shared/createCommand.ts";
import { readAmount } from "../shared/readAmount.ts";
import { refuseKeyless } from "../shared/refuseKeyless.ts";
import { write } from "../shared/write.ts";
import { ASSET_VERSION } from "../vault/vaultOptions.ts";
import { CONTENT, openContentFolder } from "./contentFolder.ts";
import { parseEpsilon } from "./epsilon.ts";
import { PROGRAM } from "./takeProgramHash.ts";

export const dataQuery = (cli: Cli) =>
  createCommand({
    name: "query",
    does: "Ask of data that you do not get: post a job for a program that its owner allows. `data answer` shows what comes.",
    examples: [
      "data query 1 statistics.wasm 5 --counter mails=1 bytes=10000 --epsilon 0.5 --share 20% --deliver-by 2030-01-31",
      `data query 1 0x5f16…e3a2 5 --counter rows=1 --rows lines --parameters '"free"' --deliver-by 2030-01-31`,
    ],
  })
    .argument("<asset>", "id of the asset", parseId)
    .argument(...PROGRAM)
    .argument("<reward>", "most that the job pays, such as 5")
    .requiredOption(
      "--counter <name=most...>",
      "counters of the program, in its order, each with the most that a row adds to it",
    )
    .requiredOption("--deliver-by <time>", "when it has to be answered", parseTime)
    .option("--epsilon <number>", "what the answer may say of a row (default: exact)", parseEpsilon)
    .option("--per-row <count>", "most counters that a row adds to (default: all)", parseInteger)
    .option("--rows <form>", "what a row is: files or lines", "files")
    .option("--parameters <json>", "what the program can read")
    .option("--share <percent>", "the asset's share after the fee, such as 20%", parseBps)
    .option("--operator <account>", "the only operator that may answer")
    .option(CONTENT[0], CONTENT[1], "jobs/content")
    .option(...ASSET_VERSION)
    .option(...TOKEN)
    .action(async (assetId, named, reward, { counter, deliverBy, content, ...rest }) => {
      refuseKeyless(cli);
      const { epsilon, perRow, rows, parameters, share, operator, assetVersion, token } = rest;
      const counters = counter.map(parseCounter);
      const { sahara, tokens } = await cli.connect();
      const { version } = await sahara.getVersion({ assetId, version: assetVersion });
      const currency = await tokens.find(token);

      const folder = openContentFolder(cli, content);
      const specification = canonicalJson({
        ...{ program: "compute-v1", asset: `${assetId}`, version: Number(version), rows, counters },
        code: named.startsWith("0x") ? named : await folder.put(await readProgram(cli, named)),
        ...(perRow === undefined ? {} : { countersPerRow: Number(perRow) }),
        ...(parameters === undefined ? {} : { parameters: parseParameters(parameters) }),
        noise:
          epsilon === undefined ? { kind: "none" } : { kind: "laplace", epsilon: Number(epsilon) },
      });
      const specRoot = await folder.put(Buffer.from(specification));
      const job = {
        ...({
          kind: "COMPUTE_TO_DATA",
          assetId,
          assetBps: share,
          operator,
          deliverBy,
          specRoot,
        } as const),
        ...{ token: currency.address, reward: readAmount(reward, currency) },
      };
      await write(cli, {
        dryRun: undefined,
        prepare: () => sahara.preparePostJob(job),
        send: async () => ({ ...(await sahara.postJob(job)), specRoot }),
        tell: async ({ jobId }) => [
          ["Job", `${jobId}`],
          ["Funded", await tokens.format(job.reward, currency.address)],
          ["Answer by", formatTime(deliverBy)],
          ["Specification", specRoot],
        ],
      });
    });

const readProgram = async ({ io }: Pick<Cli, "io">, named: string) =>
  await readFile(resolvePath(io, named));

/** Whatever was parsed from JSON is a JSON value. */
const parseParameters = (text: string) => parseJson("--parameters", text) as JsonValue;

function parseCounter(text: string): { name: string; most: number } {
  const at = text.lastIndexOf("=");
  if (at < 1)
    throw new UsageError(`"${text}" is no counter. Pass it as name=most, such as mails=1.`);
  return { name: text.slice(0, at), most: Number(parseInteger(text.slice(at + 1))) };
}
