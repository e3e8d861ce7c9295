import type { Cli } from "../../cli.ts";
import { UsageError } from "../../errors.ts";
import { metadataRootOfFile } from "../../files/metadataRootOfFile.ts";
import { rootOfPath } from "../../files/rootOfPath.ts";

/** Where a content root comes from; one of the two. */
export type ContentOptions = { content?: string | undefined; root?: string | undefined };

/** Where a metadata root comes from; one of the two. */
export type MetadataOptions = { metadata?: string | undefined; metadataRoot?: string | undefined };

/** The content root that was given, or of the file or folder that was. Undefined when neither was. */
export async function takeContentRoot(
  cli: Pick<Cli, "io" | "progress">,
  { content, root }: ContentOptions,
): Promise<string | undefined> {
  if (content === undefined) return root;
  if (root !== undefined) throw new UsageError("Pass --content or --root, not both.");
  return (await rootOfPath(cli, content)).digest;
}

/** The metadata root that was given, or of the JSON file that was. Undefined when neither was. */
export async function takeMetadataRoot(
  cli: Pick<Cli, "io">,
  { metadata, metadataRoot }: MetadataOptions,
): Promise<string | undefined> {
  if (metadata === undefined) return metadataRoot;
  if (metadataRoot !== undefined)
    throw new UsageError("Pass --metadata or --metadata-root, not both.");
  return (await metadataRootOfFile(cli.io, metadata)).digest;
}

/** @throws {UsageError} When there is none. */
export function requireRoot(root: string | undefined, options: string): string {
  if (root === undefined) throw new UsageError(`Pass ${options}.`);
  return root;
}
