import { Option } from "@commander-js/extra-typings";
import { type ClaimPlan, NATIVE } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { UsageError } from "../../errors.ts";
import { fields } from "../../output/fields.ts";
import { formatCount } from "../../output/format.ts";
import { collectIds } from "../../parse/numbers.ts";
import type { TokenBook } from "../../session/createTokenBook.ts";
import { createCommand, TOKEN } from "../shared/createCommand.ts";
import { executePlan } from "./executePlan.ts";
import { refuseKeyless } from "../shared/refuseKeyless.ts";

export const claim = (cli: Cli) =>
  createCommand({
    name: "claim",
    does: "Claim what an account is owed: finds the descendants worth settling, shows the plan and carries it out.",
    examples: [
      "claim --dry-run",
      "claim --as owner --asset 4",
      "claim --for 0x7099…79C8 --token native",
      "claim --to 0x7099…79C8",
    ],
  })
    .option(
      "--for <account>",
      "whose money (default: this account); it goes to the holder, whoever sends",
    )
    .option("--to <account>", "send the money of this account's own units there instead")
    .addOption(
      new Option("--as <role>", "holder of units, or owner of assets")
        .choices(["holder", "owner"] as const)
        .default("holder" as const),
    )
    .option("--asset <asset>", "only these assets (repeatable; default: all)", collectIds)
    .option(...TOKEN)
    .option("--dry-run", "show the plan only; send nothing")
    .action(async ({ for: named, to, as, asset, token, dryRun }) => {
      if (to !== undefined && (named !== undefined || as === "owner")) {
        throw new UsageError(
          "--to is for the money of this account's own units. Leave --for and --as out.",
        );
      }
      if (dryRun !== true) refuseKeyless(cli);
      const { sahara, tokens, requireAccount } = await cli.connect();
      const account = named ?? (await requireAccount());
      const { address } = await tokens.find(token);
      cli.progress.update("Looking for what is owed...");
      const plan = await sahara.planClaims({
        account,
        token: address,
        as,
        assetIds: asset,
      });
      const planned = await describePlan(tokens, plan);
      if (dryRun === true || plan.assetIds.length === 0) {
        cli.answer({ json: { plan, sent: false }, text: fields(planned) });
        return;
      }

      await requireAccount();
      cli.progress.update("Sending...");
      const result = await executePlan(sahara, plan, to);
      const paid = await tokens.format(result.amount, address);
      cli.answer({
        json: { plan, sent: true, ...result },
        text: fields([
          ...planned,
          ["Paid out", paid],
          ["Gas used", formatCount(result.gasUsed)],
          ["Transactions", result.transactions.join("\n")],
        ]),
      });
    });

async function describePlan(tokens: TokenBook, plan: ClaimPlan) {
  const { account, as, assetIds, path, expected, gas, cost, worthwhile, leftOut, token } = plan;
  return [
    ["Account", `${account}, as ${as}`],
    ["Assets", assetIds.length === 0 ? "nothing to claim" : assetIds.join(", ")],
    ["Settles first", path.length === 0 ? undefined : path.join(", ")],
    ["Expected", await tokens.format(expected, token)],
    ["Gas", `${formatCount(gas)}, ${await tokens.format(cost, NATIVE)}`],
    ["Worth it", worthwhile === undefined ? undefined : worthwhile ? "yes" : "no"],
    ["Left out", leftOut === 0n ? undefined : await tokens.format(leftOut, token)],
  ] as const;
}
