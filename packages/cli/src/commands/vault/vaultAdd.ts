import { createHash } from "node:crypto";
import { mkdir, stat } from "node:fs/promises";
import path from "node:path";

import { addFile, addFolder } from "@sahara/storage";

import type { Cli } from "../../cli.ts";
import { FileError } from "../../errors.ts";
import { resolvePath } from "../../files/resolvePath.ts";
import { fields } from "../../output/fields.ts";
import { formatCount } from "../../output/format.ts";
import { createCommand } from "../shared/createCommand.ts";
import { readOrMakeVaultKey } from "./vaultKeyFile.ts";
import { openStore, showBytes, STORE, VAULT_KEY } from "./vaultOptions.ts";

export const vaultAdd = (cli: Cli) =>
  createCommand({
    name: "add",
    does: "Encrypt a file or folder into a store; when it was interrupted, again goes on. Needs no chain.",
    examples: [
      "vault add ./mail --vault-key mail.key",
      "vault add model.onnx --vault-key model.key --store /data",
    ],
  })
    .argument("<path>", "file or folder")
    .requiredOption(VAULT_KEY[0], `${VAULT_KEY[1]}; made if it is not there`)
    .option(...STORE)
    .action(async (named, { vaultKey, store: folder }) => {
      const absolute = resolvePath(cli.io, named);
      const found = await stat(absolute).catch((cause: unknown) => {
        throw new FileError(named, "there is no such file or folder. Check the path.", { cause });
      });
      const options = {
        key: await readOrMakeVaultKey(cli, vaultKey),
        store: openStore(cli, folder),
        journal: await journalOf(resolvePath(cli.io, folder), absolute),
        onProgress: showBytes(cli, `Adding ${named}`),
      };
      const added = found.isDirectory()
        ? await addFolder({ ...options, folder: absolute })
        : await addFile({ ...options, file: absolute });
      cli.answer({
        json: added,
        text: fields([
          ["CID", added.root],
          ["Bytes", formatCount(added.plaintextBytes)],
          ["Blocks", formatCount(added.blocks)],
          ["Key", vaultKey],
        ]),
      });
    });

/** Where an interrupted add finds what it did before. */
async function journalOf(store: string, absolute: string): Promise<string> {
  const folder = path.join(store, "adding");
  await mkdir(folder, { recursive: true });
  return path.join(folder, createHash("sha256").update(absolute).digest("hex"));
}
