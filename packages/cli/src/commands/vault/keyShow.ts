import type { Cli } from "../../cli.ts";
import { NegativeAnswerError } from "../../errors.ts";
import { fields } from "../../output/fields.ts";
import { createCommand } from "../shared/createCommand.ts";

export const keyShow = (cli: Cli) =>
  createCommand({
    name: "show",
    does: "Show the encryption key that an account has published.",
    examples: ["vault key show 0x7099…79C8"],
  })
    .argument("<account>", "whose key")
    .action(async (account) => {
      const { sahara } = await cli.connect();
      const published = await sahara.getEncryptionKey({ account });
      if (published === undefined) {
        throw new NegativeAnswerError(`${account} has published no encryption key.`);
      }
      const { key, keyVersion } = published;
      cli.answer({
        json: published,
        text: fields([
          ["Public key", key],
          ["Number", `${keyVersion}`],
        ]),
      });
    });
