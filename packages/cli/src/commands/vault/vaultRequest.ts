import type { Cli } from "../../cli.ts";
import { fields } from "../../output/fields.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand } from "../shared/createCommand.ts";
import { askForKey, CONTRACT_ACCOUNT, LICENSE } from "./askForKey.ts";
import { readCustody } from "./custodyFile.ts";
import { writeVaultKey } from "./vaultKeyFile.ts";

export const vaultRequest = (cli: Cli) =>
  createCommand({
    name: "request",
    does: "Ask custodians for the key of a vault, as a licensee; `vault get` decrypts with it.",
    examples: [
      "vault request mail.custody.json --vault-key mail.key --key-file licensee.key",
      "vault request mail.custody.json --vault-key mail.key --license 4294967297 --key-file licensee.key",
    ],
  })
    .argument("<custody>", "file that the owner published")
    .requiredOption("--vault-key <file>", "where the key goes; nothing may be there")
    .option(...LICENSE, parseId)
    .option(...CONTRACT_ACCOUNT)
    .action(async (file, { vaultKey, license, contractAccount }) => {
      const custody = await readCustody(cli, file);
      const key = await askForKey(cli, { custody, license, contractAccount });
      await writeVaultKey(cli, vaultKey, key);
      const { root } = custody;
      cli.answer({
        json: { key: vaultKey, root },
        text: fields([
          ["Key", vaultKey],
          ["CID", root],
        ]),
      });
    });
