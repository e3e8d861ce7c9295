import { mkdir } from "node:fs/promises";
import path from "node:path";

import { connectCustodian, openCustodianStore, serveCustodian } from "@sahara/storage";

import type { Cli } from "../../cli.ts";
import { resolvePath } from "../../files/resolvePath.ts";
import { fields } from "../../output/fields.ts";
import { createCommand } from "../shared/createCommand.ts";
import { refuseKeyless } from "../shared/refuseKeyless.ts";
import { unixNow } from "../shared/unixNow.ts";
import { readOrMakeEncryptionKeys } from "./encryptionKeyFile.ts";
import { parsePort, tellFailures, untilInterrupted } from "./serving.ts";

const OWNER_ONLY = 0o700;

export const vaultCustodian = (cli: Cli) =>
  createCommand({
    name: "custodian",
    does: "Keep shares of keys for owners, and release them as the data vault says, until it is interrupted.",
    examples: [
      "vault custodian --key-file custodian.key --data ./custodian",
      "vault custodian --key-file custodian.key --data /data --host 0.0.0.0 --port 8081",
    ],
  })
    .option("--data <folder>", "shares and the key that they are wrapped to", "custodian")
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("--port <number>", "port to listen on", parsePort, 8_081)
    .action(async ({ data, host, port }) => {
      refuseKeyless(cli);
      const { sahara, requireAccount } = await cli.connect();
      const account = await requireAccount();
      const folder = resolvePath(cli.io, data);
      await mkdir(folder, { recursive: true, mode: OWNER_ONLY });
      const keys = await readOrMakeEncryptionKeys(cli, path.join(folder, "encryption.key"));
      const store = await openCustodianStore({ file: path.join(folder, "shares.sqlite") });
      try {
        const custodian = await serveCustodian({
          ...(await connectCustodian(sahara)),
          ...{ keys, store, now: unixNow, host, port, onFailure: tellFailures(cli) },
        });
        const { url } = custodian;
        const { publicKey } = keys;
        cli.answer({
          json: { url, account, publicKey },
          text: fields([
            ["URL", url],
            ["Account", account],
            ["Public key", publicKey],
          ]),
        });
        await untilInterrupted();
        await custodian.stop();
      } finally {
        store.close();
      }
    });
