import type { Cli } from "../../cli.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";
import { ENCRYPTION_KEY, readOrMakeEncryptionKeys } from "./encryptionKeyFile.ts";

export const keyPublish = (cli: Cli) =>
  createCommand({
    name: "publish",
    does: "Publish the key that keys are wrapped to for this account; the one before counts no more.",
    examples: ["vault key publish --encryption-key me.key --key-file licensee.key"],
  })
    .requiredOption(ENCRYPTION_KEY[0], `${ENCRYPTION_KEY[1]}; made if it is not there`)
    .option(...DRY_RUN)
    .action(async ({ encryptionKey, dryRun }) => {
      const { publicKey: key } = await readOrMakeEncryptionKeys(cli, encryptionKey);
      const { sahara } = await cli.connect();
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareSetEncryptionKey({ key }),
        send: async () => ({ ...(await sahara.setEncryptionKey({ key })), key }),
        tell: () => [
          ["Public key", key],
          ["Private key", encryptionKey],
        ],
      });
    });
