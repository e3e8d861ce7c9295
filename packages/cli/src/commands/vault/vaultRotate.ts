import type { Cli } from "../../cli.ts";
import { UsageError } from "../../errors.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { readCustody } from "./custodyFile.ts";
import { CUSTODIAN, meetCustodians, parseCustodianName } from "./meetCustodians.ts";
import { shareAmong } from "./shareAmong.ts";
import { readVaultKey } from "./vaultKeyFile.ts";
import { ASSET_VERSION, CUSTODY_OUT, VAULT_KEY } from "./vaultOptions.ts";

export const vaultRotate = (cli: Cli) =>
  createCommand({
    name: "rotate",
    does: "Share a key anew as another custody says: of a new version, or with other custodians, which ends the releases before.",
    examples: [
      "vault rotate mail.custody.json --cid bafybei... --vault-key mail-v2.key --out mail-v2.custody.json",
      "vault rotate mail.custody.json --vault-key mail.key --custodian http://127.0.0.1:8081 http://127.0.0.1:8083 --out again.json",
    ],
  })
    .argument("<custody>", "file of the custody to follow")
    .requiredOption(...VAULT_KEY)
    .option("--cid <cid>", "content id of the vault (default: the one that the custody has)")
    .option(...CUSTODIAN)
    .option(...ASSET_VERSION)
    .option(...CUSTODY_OUT)
    .option(...DRY_RUN)
    .action(async (file, { vaultKey, cid, custodian, assetVersion, out, dryRun }) => {
      const { seats, ...old } = await readCustody(cli, file);
      const key = await readVaultKey(cli, vaultKey);
      const session = await cli.connect();
      const { sahara } = session;
      const { assetId } = old;
      const { version } = await sahara.getVersion({ assetId, version: assetVersion });
      if (version !== old.version && cid === undefined) {
        throw new UsageError(
          `The custody is of version ${old.version}, and the asset has version ${version}. Pass --cid with the vault of that one.`,
        );
      }
      const { chainId, addresses } = sahara.clients;
      const policy = await sahara.getReleasePolicy({ assetId, version: old.version });
      await shareAmong(cli, {
        place: { ...old, chainId, contract: addresses.vault, version, root: cid ?? old.root },
        ...{ key, out, dryRun },
        custodians: await meetCustodians(session, custodian?.map(parseCustodianName) ?? seats),
        ownerDirect: policy?.ownerDirect ?? false,
      });
    });
