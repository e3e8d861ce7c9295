import type { BasketDeposit, BasketLine } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { UsageError } from "../../errors.ts";
import { parseId, parseInteger } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN, TOKEN } from "../shared/createCommand.ts";
import { readAmount } from "../shared/readAmount.ts";
import { write } from "../shared/write.ts";

const WAYS = ["approval", "permit", "authorization"] as const;

export const checkout = (cli: Cli) =>
  createCommand({
    name: "checkout",
    does: "Buy several licences, and deposit for calls, with one payment: all of it or nothing.",
    examples: [
      "checkout 7:0x5f16…e3a2 9:0x81c0…77bd:12",
      "checkout 7:0x5f16…e3a2 --operator 0x7099…79C8 --deposit 25 --pay-by permit",
    ],
  })
    .argument("[licences...]", "asset and terms (7:0x5f16…e3a2), with periods (…:12)", collectLines)
    .option("--operator <address>", "who may be paid from the deposit")
    .option("--deposit <amount>", "how much to deposit, such as 25")
    .option("--pay-by <way>", WAYS.join(", "), parseWay)
    .option(...TOKEN)
    .option(...DRY_RUN)
    .action(async (lines = [], { operator, deposit: text, payBy, token, dryRun }) => {
      const { sahara, tokens } = await cli.connect();
      const currency = await tokens.find(token);
      const amount = text === undefined ? undefined : readAmount(text, currency);
      const deposit = depositOf(operator, amount);
      const basket = { lines, deposit, token: currency.address, payBy };
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareCheckout(basket),
        send: () => sahara.checkout(basket),
        tell: async ({ licenseIds, cost, deposit: deposited }) => [
          ["Licences", licenseIds.length === 0 ? undefined : licenseIds.join("\n")],
          [
            "Deposited",
            deposited === 0n ? undefined : await tokens.format(deposited, currency.address),
          ],
          ["Paid", await tokens.format(cost, currency.address)],
        ],
      });
    });

/** Reads `7:0x5f16…e3a2`, or `7:0x5f16…e3a2:12` for several periods. */
function collectLines(text: string, before: readonly BasketLine[] = []): BasketLine[] {
  const [asset = "", termsId, periods, ...others] = text.split(":");
  if (termsId === undefined || others.length > 0) {
    throw new UsageError(`"${text}" is no licence. Pass an asset and its terms, as 7:0x5f16…e3a2.`);
  }
  const line = { assetId: parseId(asset), termsId };
  return [...before, periods === undefined ? line : { ...line, periods: parseInteger(periods) }];
}

function parseWay(text: string): (typeof WAYS)[number] {
  const way = WAYS.find((each) => each === text);
  if (way === undefined)
    throw new UsageError(`"${text}" is no way to pay. Pass ${WAYS.join(", ")}.`);
  return way;
}

function depositOf(
  operator: string | undefined,
  amount: bigint | undefined,
): BasketDeposit | undefined {
  if (operator === undefined && amount === undefined) return undefined;
  if (operator === undefined || amount === undefined) {
    throw new UsageError("A deposit needs both --operator and --deposit.");
  }
  return { operator, amount };
}
