import type { Cli } from "../../cli.ts";
import { table } from "../../output/table.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand } from "../shared/createCommand.ts";

export const vaultReleases = (cli: Cli) =>
  createCommand({
    name: "releases",
    does: "Show the log of releases of an asset's keys: who asked, and which custodian released its share.",
    examples: ["vault releases 1", "vault releases 1 --to 0x7099…79C8"],
  })
    .argument("<asset>", "id of the asset", parseId)
    .option("--to <account>", "only to this account")
    .option("--custodian <account>", "only by this custodian")
    .action(async (assetId, { to, custodian }) => {
      const { sahara } = await cli.connect();
      const releases = await sahara.findReleases({ assetId, account: to, custodian });
      const rows = releases.map((release) => [
        `${release.blockNumber}`,
        `${release.version}`,
        `${release.epoch}`,
        release.account,
        release.licenseId === 0n ? "owner" : `${release.licenseId}`,
        release.custodian,
      ]);
      const columns = ["Block>", "Version>", "Policy>", "Account", "Licence>", "Custodian"];
      cli.answer({ json: releases, text: table(columns, rows) });
    });
