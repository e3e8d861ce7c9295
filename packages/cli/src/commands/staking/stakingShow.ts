import type { Staking } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { type Field, fields } from "../../output/fields.ts";
import { table } from "../../output/table.ts";
import type { TokenBook } from "../../session/createTokenBook.ts";
import { createCommand } from "../shared/createCommand.ts";
import { THAW_COLUMNS, thawRows } from "./thawRows.ts";

export const stakingShow = (cli: Cli) =>
  createCommand({
    name: "show",
    does: "Show what an account has staked in the pool, what thaws of it, and what it has earned.",
    examples: ["staking show", "staking show 0x7099…79C8"],
  })
    .argument("[account]", "whose stake (default: this account's)")
    .action(async (named) => {
      const { sahara, tokens, requireAccount } = await cli.connect();
      const account = named ?? (await requireAccount());
      const staking = await sahara.getStaking({ account });
      const sah = sahara.clients.addresses.token;
      cli.answer({
        json: staking,
        text: [
          fields(await describeStaking(tokens, sah, staking)),
          table(THAW_COLUMNS, await thawRows(tokens, sah, staking.thaws)),
        ].join("\n\n"),
      });
    });

async function describeStaking(
  tokens: TokenBook,
  sah: string,
  { account, receipts, worth, votes, delegate, rewards, pool }: Staking,
): Promise<Field[]> {
  const earned = rewards.map(({ token, claimable }) => tokens.format(claimable, token));
  return [
    ["Account", account],
    ["Receipts", await tokens.format(receipts, sah).then((text) => text.split(" ")[0])],
    ["Worth", await tokens.format(worth, sah)],
    ["Voted with by", delegate ?? "nobody"],
    ["Votes", await tokens.format(votes, sah)],
    ["Claimable", (await Promise.all(earned)).join("\n")],
    ["In the pool", await tokens.format(pool.staked, sah)],
  ];
}
