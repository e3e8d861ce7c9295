import { cidDigest, grantToJson, wrapFileKey, wrappedKeyHash } from "@sahara/storage";

import type { Cli } from "../../cli.ts";
import { NegativeAnswerError } from "../../errors.ts";
import { writeNewText } from "../../files/writeText.ts";
import { formatTime } from "../../output/format.ts";
import { toJson } from "../../output/toJson.ts";
import { parseId } from "../../parse/numbers.ts";
import { parseTime } from "../../parse/times.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { refusePast } from "../shared/refusePast.ts";
import { write } from "../shared/write.ts";
import { readVaultKey } from "./vaultKeyFile.ts";
import { ASSET_VERSION, VAULT_KEY } from "./vaultOptions.ts";

export const vaultGrant = (cli: Cli) =>
  createCommand({
    name: "grant",
    does: "Hand out the key of your asset's vault directly, wrapped to the account's published encryption key.",
    examples: [
      "vault grant 1 0x7099…79C8 bafybei... --vault-key mail.key --out grant.json",
      "vault grant 1 0x7099…79C8 bafybei... --vault-key mail.key --out grant.json --until 2030-01-31",
    ],
  })
    .argument("<asset>", "id of the asset", parseId)
    .argument("<account>", "who gets the key; it has published one by `vault key publish`")
    .argument("<cid>", "content id of the vault")
    .requiredOption(...VAULT_KEY)
    .requiredOption("--out <file>", "what to give to the account; nothing may be there")
    .option("--until <time>", "when the grant ends (default: never)", parseTime)
    .option(...ASSET_VERSION)
    .option(...DRY_RUN)
    .action(async (assetId, account, root, { vaultKey, out, until, assetVersion, dryRun }) => {
      const key = await readVaultKey(cli, vaultKey);
      const session = await cli.connect();
      const { sahara } = session;
      await refusePast(session, until);
      const { version } = await sahara.getVersion({ assetId, version: assetVersion });
      const policy = await sahara.getReleasePolicy({ assetId, version });
      if (policy?.payloadRoot !== cidDigest(root)) {
        throw new NegativeAnswerError(
          `The release policy of version ${version} is not for ${root}. Set one by \`vault share --owner-direct\`.`,
        );
      }
      const published = await sahara.getEncryptionKey({ account });
      if (published === undefined) {
        throw new NegativeAnswerError(
          `${account} has published no encryption key. It does so by \`vault key publish\`.`,
        );
      }
      const { chainId, addresses } = sahara.clients;
      const place = { chainId, contract: addresses.vault, assetId, version, root };
      const grant = { ...place, grantee: account };
      // The contract keeps it as 32 bytes.
      const wrapped = await wrapFileKey(key, published.key as `0x${string}`, grant);
      const hash = wrappedKeyHash({ wrapped });
      const parameters = { assetId, version, account, wrappedKeyHash: hash, expiry: until };

      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareGrantKey(parameters),
        send: async () => {
          await writeNewText(cli.io, out, `${toJson(grantToJson({ grant, wrapped }))}\n`);
          return { ...(await sahara.grantKey(parameters)), grant: out };
        },
        tell: () => [
          ["Granted to", account],
          ["Ends", formatTime(until ?? 0n)],
          ["Grant", out],
        ],
      });
    });
