import type { Cli } from "../../cli.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";
import { ASSET_VERSION } from "./vaultOptions.ts";

export const vaultRevoke = (cli: Cli) =>
  createCommand({
    name: "revoke",
    does: "End a grant of your asset's key. It takes nothing back from who has the key already.",
    examples: ["vault revoke 1 0x7099…79C8"],
  })
    .argument("<asset>", "id of the asset", parseId)
    .argument("<account>", "who has the grant")
    .option(...ASSET_VERSION)
    .option(...DRY_RUN)
    .action(async (assetId, account, { assetVersion, dryRun }) => {
      const { sahara } = await cli.connect();
      const { version } = await sahara.getVersion({ assetId, version: assetVersion });
      const parameters = { assetId, version, account };
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareRevokeGrant(parameters),
        send: () => sahara.revokeGrant(parameters),
        tell: () => [["Revoked", account]],
      });
    });
