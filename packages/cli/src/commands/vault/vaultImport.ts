import { createReadStream } from "node:fs";

import { importCar } from "@sahara/storage";

import type { Cli } from "../../cli.ts";
import { FileError } from "../../errors.ts";
import { resolvePath } from "../../files/resolvePath.ts";
import { fields } from "../../output/fields.ts";
import { formatCount } from "../../output/format.ts";
import { createCommand } from "../shared/createCommand.ts";
import { openStore, showBytes, STORE } from "./vaultOptions.ts";

export const vaultImport = (cli: Cli) =>
  createCommand({
    name: "import",
    does: "Keep the blocks of a CAR, each verified, and check that nothing is missing. Needs no chain.",
    examples: ["vault import mail.car"],
  })
    .argument("<file>", "a CAR of version 1")
    .option(...STORE)
    .action(async (file, { store }) => {
      const imported = await importCar({
        store: openStore(cli, store),
        car: readCarFile(file, resolvePath(cli.io, file)),
        onProgress: showBytes(cli, `Importing ${file}`),
      });
      cli.answer({
        json: imported,
        text: fields([
          ["CID", imported.roots.join(", ")],
          ["Blocks", formatCount(imported.blocks)],
          ["Bytes", formatCount(imported.bytes)],
        ]),
      });
    });

async function* readCarFile(named: string, absolute: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(absolute) as AsyncIterable<Buffer>;
  } catch (cause) {
    throw new FileError(named, "the file can't be read. Check the path.", { cause });
  }
}
