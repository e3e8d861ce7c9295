import { MalformedDocumentError, parseGrant, unwrapFileKey, wrappedKeyHash } from "@sahara/storage";

import type { Cli } from "../../cli.ts";
import { FileError, NegativeAnswerError } from "../../errors.ts";
import { readText } from "../../files/readText.ts";
import { fields } from "../../output/fields.ts";
import { parseJson } from "../../parse/parseJson.ts";
import { createCommand } from "../shared/createCommand.ts";
import { ENCRYPTION_KEY, readEncryptionKeys } from "./encryptionKeyFile.ts";
import { writeVaultKey } from "./vaultKeyFile.ts";

export const vaultAccept = (cli: Cli) =>
  createCommand({
    name: "accept",
    does: "Open a key that an owner granted you; `vault get` decrypts with it.",
    examples: ["vault accept grant.json --encryption-key me.key --vault-key mail.key"],
  })
    .argument("<grant>", "file that the owner gave you")
    .requiredOption(...ENCRYPTION_KEY)
    .requiredOption("--vault-key <file>", "where the key goes; nothing may be there")
    .action(async (file, { encryptionKey, vaultKey }) => {
      const { grant, wrapped } = await readGrant(cli, file);
      const keys = await readEncryptionKeys(cli, encryptionKey);
      const { sahara } = await cli.connect();
      const { assetId, version, grantee: account, root } = grant;
      const granted = await sahara.getGrant({ assetId, version, account });
      if (granted?.wrappedKeyHash !== wrappedKeyHash({ wrapped })) {
        throw new NegativeAnswerError(
          `${account} has no such grant for version ${version} of asset ${assetId}: it was revoked or replaced.`,
        );
      }
      await writeVaultKey(cli, vaultKey, await unwrapFileKey(wrapped, keys, grant));
      cli.answer({
        json: { key: vaultKey, root },
        text: fields([
          ["Key", vaultKey],
          ["CID", root],
        ]),
      });
    });

async function readGrant({ io }: Pick<Cli, "io">, file: string) {
  const document = parseJson(file, await readText(io, file));
  try {
    return parseGrant(document);
  } catch (cause) {
    if (!(cause instanceof MalformedDocumentError)) throw cause;
    throw new FileError(file, "it is no grant, as `vault grant` writes it.", { cause });
  }
}
