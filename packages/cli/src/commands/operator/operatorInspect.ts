import type { Operator, OperatorKeyWindow } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { type Field, fields } from "../../output/fields.ts";
import { formatTime } from "../../output/format.ts";
import { table } from "../../output/table.ts";
import type { TokenBook } from "../../session/createTokenBook.ts";
import { OFFER_COLUMNS, offerRows } from "../offer/offerRows.ts";
import { createCommand } from "../shared/createCommand.ts";

export const operatorInspect = (cli: Cli) =>
  createCommand({
    name: "inspect",
    does: "Show an operator: what it can do, where, what it risks, its keys and offers.",
    examples: ["operator inspect 0x7099…79C8"],
  })
    .argument("<operator>", "account of the operator")
    .action(async (account) => {
      const { sahara, tokens } = await cli.connect();
      const [operator, keys, offers] = await Promise.all([
        sahara.getOperator({ operator: account }),
        sahara.getOperatorKeys({ operator: account }),
        sahara.findOffers({ operator: account }),
      ]);
      const sah = sahara.clients.addresses.token;
      cli.answer({
        json: { ...operator, keys, offers },
        text: [
          fields(await describeOperator(tokens, sah, operator)),
          table(["Key", "From", "Until", "Slashed"], keys.map(keyRow)),
          table(OFFER_COLUMNS, await offerRows(tokens, offers)),
        ].join("\n\n"),
      });
    });

async function describeOperator(
  tokens: TokenBook,
  sah: string,
  { operator, endpoint, capabilities, active, stake, locked, thawing, thawEnd }: Operator,
): Promise<Field[]> {
  return [
    ["Operator", operator],
    ["Active", active ? "yes" : "no: too little stake that is not thawing"],
    ["Endpoint", endpoint || "none"],
    ["Can", capabilities.join(", ") || "nothing"],
    ["Stake", await tokens.format(stake, sah)],
    ["Locked", await tokens.format(locked, sah)],
    [
      "Thawing",
      thawing === 0n
        ? undefined
        : `${await tokens.format(thawing, sah)} until ${formatTime(thawEnd)}`,
    ],
  ];
}

const keyRow = ({ key, from, until, slashed }: OperatorKeyWindow) => [
  key,
  formatTime(BigInt(from)),
  until === undefined ? "" : formatTime(BigInt(until)),
  slashed ? "yes" : "",
];
