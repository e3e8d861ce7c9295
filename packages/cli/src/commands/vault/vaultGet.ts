import { fetchFile, fetchFolder, WrongKindError } from "@sahara/storage";

import type { Cli } from "../../cli.ts";
import { resolvePath } from "../../files/resolvePath.ts";
import { fields } from "../../output/fields.ts";
import { formatCount } from "../../output/format.ts";
import { createCommand } from "../shared/createCommand.ts";
import { readVaultKey } from "./vaultKeyFile.ts";
import { GATEWAY, openGateways, openStore, showBytes, STORE, VAULT_KEY } from "./vaultOptions.ts";

export const vaultGet = (cli: Cli) =>
  createCommand({
    name: "get",
    does: "Fetch, verify and decrypt a vault. Needs no chain.",
    examples: [
      "vault get bafybei... ./mail --vault-key mail.key",
      "vault get bafybei... ./mail --vault-key mail.key --gateway http://127.0.0.1:8080 --root 0x12...",
    ],
  })
    .argument("<cid>", "content id of the vault")
    .argument("<path>", "where the file or folder goes; nothing may be there")
    .requiredOption(...VAULT_KEY)
    .option(...STORE)
    .option(...GATEWAY)
    .option(
      "--root <digest>",
      "content root that the registry has for it; anything else is refused",
    )
    .action(async (cid, target, { vaultKey, store: folder, gateway, root }) => {
      const store = openStore(cli, folder);
      const options = {
        root: cid,
        key: await readVaultKey(cli, vaultKey),
        source: gateway === undefined ? store : openGateways(gateway),
        cache: gateway === undefined ? undefined : store,
        contentRoot: root,
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
