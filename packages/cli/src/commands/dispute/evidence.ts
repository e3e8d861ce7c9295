import type { Cli } from "../../cli.ts";
import { UsageError } from "../../errors.ts";
import { rootOfPath } from "../../files/rootOfPath.ts";

type Evidence = { file: string | undefined; root: string | undefined; option: string };

/**
 * The content root of what stands in a file or folder, or the root itself.
 *
 * @throws {UsageError} When neither or both were passed.
 */
export async function readEvidence(cli: Cli, { file, root, option }: Evidence): Promise<string> {
  if ((file === undefined) === (root === undefined)) {
    throw new UsageError(`Pass --${option} or --${option}-root, one of the two.`);
  }
  return root ?? (await rootOfPath(cli, file ?? "")).digest;
}
