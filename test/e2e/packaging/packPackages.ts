import path from "node:path";

import { runToSuccess } from "./runCommand.ts";

/** A packed package: the tarball, and the paths inside it. */
export type Tarball = { file: string; paths: string[] };

type Packed = readonly [{ filename: string; files: readonly { path: string }[] }];

/** Packs the root package and the SDK into a folder outside the repository. */
export async function packPackages(repository: string, folder: string) {
  const pack = async (...args: string[]): Promise<Tarball> => {
    const options = ["--json", "--foreground-scripts=false", "--pack-destination", folder];
    const [packed] = JSON.parse(
      await runToSuccess(repository, "npm", ["pack", ...options, ...args]),
    ) as Packed;
    const paths = packed.files.map((file) => file.path);
    return { file: path.join(folder, packed.filename), paths };
  };

  const [bindings, sdk] = await Promise.all([pack(), pack("--workspace", "packages/sdk")]);
  return { bindings, sdk };
}
