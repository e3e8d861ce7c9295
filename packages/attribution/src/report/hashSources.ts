import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { contentRoot, type Digest, type FileEntry } from "@sahara/storage";

/** The content root of the source files of some folders, without their tests: which code it was. */
export async function hashSources(folders: readonly URL[]): Promise<Digest> {
  const files = folders.flatMap((folder, i) => listSources(fileURLToPath(folder), `${i}/`));
  return (await contentRoot({ files })).digest;
}

function listSources(folder: string, prefix: string): FileEntry[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .sort()
    .map((file) => ({
      path: prefix + file.split(path.sep).join("/"),
      content: readFileSync(path.join(folder, file)),
    }));
}
