import type { Backing } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { fields } from "../../output/fields.ts";
import { table } from "../../output/table.ts";
import type { TokenBook } from "../../session/createTokenBook.ts";
import { createCommand } from "../shared/createCommand.ts";
import { THAW_COLUMNS, thawRows } from "./thawRows.ts";

export const stakingOperators = (cli: Cli) =>
  createCommand({
    name: "operators",
    does: "Show what stands behind operators, how much more they take, and this account's part of it.",
    examples: ["staking operators 0x7099…79C8", "staking operators 0x7099…79C8 0x3C44…93BC"],
  })
    .argument("<operators...>", "accounts of operators")
    .option("--for <account>", "whose part (default: this account's)")
    .action(async (operators, { for: named }) => {
      const { sahara, tokens, requireAccount } = await cli.connect();
      const account = named ?? (await requireAccount());
      const found = await Promise.all(
        operators.map((operator) => sahara.getBacking({ operator, account })),
      );
      const sah = sahara.clients.addresses.token;
      const texts = found.map((backing) => describeBacking(tokens, sah, backing));
      cli.answer({ json: found, text: (await Promise.all(texts)).join("\n\n") });
    });

async function describeBacking(
  tokens: TokenBook,
  sah: string,
  { operator, standing, thawing, room, worth, claimable, thaws }: Backing,
): Promise<string> {
  const format = async (amount: bigint) => await tokens.format(amount, sah);
  const described = fields([
    ["Operator", operator],
    ["Backed with", await format(standing)],
    ["Thawing", await format(thawing)],
    ["Takes", `${await format(room)} more`],
    ["Yours", await format(worth)],
    ["Claimable", await format(claimable)],
  ]);
  if (thaws.length === 0) return described;
  return `${described}\n\n${table(THAW_COLUMNS, await thawRows(tokens, sah, thaws))}`;
}
