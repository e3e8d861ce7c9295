import type { Cli } from "../../cli.ts";
import { NegativeAnswerError } from "../../errors.ts";
import { collectIds, parseId } from "../../parse/numbers.ts";
import type { Token } from "../../session/createTokenBook.ts";
import { createCommand, DRY_RUN, REF, TOKEN } from "../shared/createCommand.ts";
import { readAmount } from "../shared/readAmount.ts";
import { write } from "../shared/write.ts";

export const pay = (cli: Cli) =>
  createCommand({
    name: "pay",
    does: "Pay an asset; everyone it was made from is owed their share. Approves exactly the amount where needed.",
    examples: [
      "pay 4 1.5",
      "pay 4 0.01 --token native",
      "pay 4 10 --ref invoice-17 --dry-run",
      "pay 4 10 --settle 4 --settle 3",
    ],
  })
    .argument("<asset>", "id of the asset", parseId)
    .argument("<amount>", "how much, such as 1.5")
    .option(...TOKEN)
    .option(...REF)
    .option(
      "--settle <asset>",
      "pass royalties of this asset on in the same transaction (repeatable; children first)",
      collectIds,
    )
    .option(...DRY_RUN)
    .action(async (assetId, amount, { token, ref, settle, dryRun }) => {
      const { sahara, tokens } = await cli.connect();
      const currency = await tokens.find(token);
      const parameters = {
        assetId,
        token: currency.address,
        amount: readAmount(amount, currency),
        ref,
      };
      const path = settle ?? [];
      await refuseCurrency(cli, assetId, currency);
      await write(cli, {
        dryRun,
        prepare: () =>
          path.length === 0
            ? sahara.preparePay(parameters)
            : sahara.preparePayAndSettle({ ...parameters, path }),
        send: () =>
          path.length === 0 ? sahara.pay(parameters) : sahara.payAndSettle({ ...parameters, path }),
        tell: async ({ received }) => [
          ["Credited", await tokens.format(received, currency.address)],
        ],
      });
    });

/** Asked first: an approval would be mined before the ledger could refuse the payment. */
async function refuseCurrency(cli: Cli, assetId: bigint, currency: Token): Promise<void> {
  const { sahara, tokens } = await cli.connect();
  const { account } = await sahara.getAsset({ assetId });
  if (account.currencies.includes(currency.address)) return;
  const accepted = await Promise.all(account.currencies.map(tokens.at));
  const symbols = accepted.map(({ symbol }) => symbol).join(", ");
  throw new NegativeAnswerError(
    `Asset ${assetId} does not accept ${currency.symbol}. Pass --token with one of ${symbols}.`,
  );
}
