import { type License, type Use, USES } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { NegativeAnswerError } from "../../errors.ts";
import { parseName } from "../../parse/names.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand } from "../shared/createCommand.ts";

export const licensePermits = (cli: Cli) =>
  createCommand({
    name: "permits",
    does: "Say whether an account may use an asset under a licence now, as holder or in a seat. Exit code 1 when not.",
    examples: [
      "license permits 4294967297 0x7099…79C8 infer",
      "license permits 4294967297 0x7099…79C8 train commercial --asset 1",
    ],
  })
    .argument("<licence>", "id of the licence", parseId)
    .argument("<account>", "who wants to use it")
    .argument("<uses...>", USES.join(", "), collectUses)
    .option("--asset <asset>", "what is to be used (default: the licence's asset)", parseId)
    .action(async (licenseId, account, uses, { asset }) => {
      const { sahara } = await cli.connect();
      const license = await sahara.getLicense({ licenseId });
      const assetId = asset ?? license.assetId;
      if (!(await sahara.permits({ licenseId, assetId, account, uses })))
        throw new NegativeAnswerError(explain(license, { assetId, account, uses }));
      cli.answer({
        json: { licenseId, assetId, account, uses, permitted: true },
        text: `Licence ${licenseId} permits ${account} to use asset ${assetId}: ${uses.join(", ")}.`,
      });
    });

/** Collects uses that are given one after the other. */
function collectUses(text: string, before: readonly Use[] = []): Use[] {
  return [...before, parseName(USES, text)];
}

/** Why the chain says no: the first reason in the order in which it looks. */
function explain(
  { licenseId, assetId, status, terms }: License,
  wanted: { assetId: bigint; account: string; uses: readonly Use[] },
): string {
  if (assetId !== wanted.assetId)
    return `Licence ${licenseId} is of asset ${assetId}, not of asset ${wanted.assetId}.`;
  if (status === "expired") return `Licence ${licenseId} has expired. Renew it or buy another.`;
  if (status === "revoked") return `Licence ${licenseId} has ended early. Buy another.`;
  const missing = wanted.uses.filter((use) => !terms.uses.includes(use));
  if (missing.length > 0)
    return `Licence ${licenseId} does not grant ${missing.join(", ")}; it grants ${terms.uses.join(", ")}.`;
  return `${wanted.account} neither holds licence ${licenseId} nor has a seat of it.`;
}
