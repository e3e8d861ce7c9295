import type { Cli } from "../../cli.ts";
import { NegativeAnswerError } from "../../errors.ts";
import { fields } from "../../output/fields.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand } from "../shared/createCommand.ts";
import { ASSET_VERSION } from "./vaultOptions.ts";

export const vaultPolicy = (cli: Cli) =>
  createCommand({
    name: "policy",
    does: "Show to whom the key of an asset's vault is released, and by whom.",
    examples: ["vault policy 1", "vault policy 1 --asset-version 2 --json"],
  })
    .argument("<asset>", "id of the asset", parseId)
    .option(...ASSET_VERSION)
    .action(async (assetId, { assetVersion }) => {
      const { sahara } = await cli.connect();
      const { version } = await sahara.getVersion({ assetId, version: assetVersion });
      const policy = await sahara.getReleasePolicy({ assetId, version });
      if (policy === undefined) {
        throw new NegativeAnswerError(
          `Version ${version} of asset ${assetId} has no release policy. Its owner sets one by \`vault share\`.`,
        );
      }
      const { epoch, uses, threshold, ownerDirect, payloadRoot, custodians } = policy;
      cli.answer({
        json: { assetId, version, ...policy },
        text: fields([
          ["Version", `${version} of asset ${assetId}`],
          ["Policy", `${epoch}`],
          ["Payload", payloadRoot],
          ["Licence grants", uses.join(" ")],
          ["Shares", threshold === 0n ? "none" : `any ${threshold} of ${custodians.length}`],
          ["Custodians", custodians.map(({ account }) => account).join("\n") || "none"],
          ["Owner grants", ownerDirect ? "yes" : "no"],
        ]),
      });
    });
