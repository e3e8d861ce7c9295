import type { Cli } from "../../cli.ts";
import { UsageError } from "../../errors.ts";
import { metadataRootOfFile } from "../../files/metadataRootOfFile.ts";
import { rootOfPath } from "../../files/rootOfPath.ts";
import type { createCommand } from "../shared/createCommand.ts";
import { readAmount } from "../shared/readAmount.ts";

/** Adds the options that say what is delivered. */
export const withDeliveryOptions = (command: ReturnType<typeof createCommand>) =>
  command
    .option("--result <path>", "file or folder with the artefact")
    .option("--result-root <digest>", "its content root, instead")
    .option("--report <file>", "JSON file with parameters, measures and hashes")
    .option("--report-root <digest>", "its root, instead")
    .option("--amount <amount>", "what is asked for (default: the whole reward)");

type Options = ReturnType<ReturnType<typeof withDeliveryOptions>["opts"]>;

/** What those options hold; any may be missing. */
export type DeliveryOptions = { [Name in keyof Options]?: Options[Name] | undefined };

/** What the options say is delivered for a job. */
export async function takeDelivery(cli: Cli, jobId: bigint, options: DeliveryOptions) {
  const resultRoot = await takeOne(options.result, options.resultRoot, "result", (path) =>
    rootOfPath(cli, path),
  );
  const reportRoot = await takeOne(options.report, options.reportRoot, "report", (file) =>
    metadataRootOfFile(cli.io, file),
  );
  const { sahara, tokens } = await cli.connect();
  const { funded, token } = await sahara.getJob({ jobId });
  const amount =
    options.amount === undefined ? funded : readAmount(options.amount, await tokens.at(token));
  return { delivery: { jobId, resultRoot, reportRoot, amount }, token };
}

async function takeOne(
  path: string | undefined,
  root: string | undefined,
  name: string,
  rootOf: (path: string) => Promise<{ digest: string }>,
): Promise<string> {
  if (path !== undefined && root === undefined) return (await rootOf(path)).digest;
  if (path === undefined && root !== undefined) return root;
  throw new UsageError(`Pass --${name} or --${name}-root, one of the two.`);
}
