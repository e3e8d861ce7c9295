import { fetchFile, fetchFolder, WrongKindError } from "@sahara/storage";

import type { Cli } from "../../cli.ts";
import { UsageError } from "../../errors.ts";
import { resolvePath } from "../../files/resolvePath.ts";
import { fields } from "../../output/fields.ts";
import { formatCount } from "../../output/format.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand } from "../shared/createCommand.ts";
import { askForKey, CONTRACT_ACCOUNT, LICENSE } from "./askForKey.ts";
import { readCustody } from "./custodyFile.ts";
import { readVaultKey } from "./vaultKeyFile.ts";
import { GATEWAY, openGateways, openStore, showBytes, STORE, VAULT_KEY } from "./vaultOptions.ts";

export const vaultGet = (cli: Cli) =>
  createCommand({
    name: "get",
    does: "Fetch, verify and decrypt a vault, with its key or by asking custodians. Only these need the chain.",
    examples: [
      "vault get bafybei... ./mail --custody mail.custody.json --gateway http://127.0.0.1:8080 --key-file licensee.key",
      "vault get bafybei... ./mail --vault-key mail.key",
      "vault get bafybei... ./mail --vault-key mail.key --gateway http://127.0.0.1:8080 --root 0x12...",
    ],
  })
    .argument("<cid>", "content id of the vault")
    .argument("<path>", "where the file or folder goes; nothing may be there")
    .option(...VAULT_KEY)
    .option("--custody <file>", "file that the owner published, instead: its custodians are asked")
    .option(...LICENSE, parseId)
    .option(...CONTRACT_ACCOUNT)
    .option(...STORE)
    .option(...GATEWAY)
    .option(
      "--root <digest>",
      "content root that the registry has for it; anything else is refused",
    )
    .action(async (cid, target, { store: folder, gateway, root, ...keys }) => {
      const store = openStore(cli, folder);
      const options = {
        root: cid,
        ...(await takeKey(cli, { cid, root, ...keys })),
        source: gateway === undefined ? store : openGateways(gateway),
        cache: gateway === undefined ? undefined : store,
        onProgress: showBytes(cli, `Fetching ${cid}`),
      };
      const absolute = resolvePath(cli.io, target);
      const { bytes } = await fetchFile({ ...options, file: absolute }).catch((error: unknown) => {
        if (error instanceof WrongKindError) return fetchFolder({ ...options, folder: absolute });
        throw error;
      });
      cli.answer({
        json: { path: target, bytes },
        text: fields([
          ["Path", target],
          ["Bytes", formatCount(bytes)],
        ]),
      });
    });

type KeyOptions = {
  cid: string;
  root?: string | undefined;
  vaultKey?: string | undefined;
  custody?: string | undefined;
  license?: bigint | undefined;
  contractAccount?: string | undefined;
};

/** The key, and the content root that the plaintext has to have: with custodians the registry's, if no other was named. */
async function takeKey(
  cli: Cli,
  { cid, root, vaultKey, custody: file, license, contractAccount }: KeyOptions,
) {
  if (vaultKey !== undefined && file === undefined) {
    return { key: await readVaultKey(cli, vaultKey), contentRoot: root };
  }
  if (vaultKey !== undefined || file === undefined) {
    throw new UsageError("Pass --vault-key or --custody, one of the two.");
  }
  const custody = await readCustody(cli, file);
  if (custody.root !== cid) {
    throw new UsageError(`${file} is about another vault, ${custody.root}.`);
  }
  const key = await askForKey(cli, { custody, license, contractAccount });
  const { sahara } = await cli.connect();
  return { key, contentRoot: root ?? (await sahara.getVersion(custody)).contentRoot };
}
