import { NATIVE } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { UsageError } from "../../errors.ts";
import { parseId } from "../../parse/numbers.ts";
import { parseTime } from "../../parse/times.ts";
import type { Token } from "../../session/createTokenBook.ts";
import { createCommand, REF, TOKEN } from "../shared/createCommand.ts";
import { readAmount } from "../shared/readAmount.ts";
import { refuseKeyless } from "../shared/refuseKeyless.ts";
import { refusePast } from "../shared/refusePast.ts";
import { OUT, UNTIL, writeSigned } from "./writeSigned.ts";

export const signPayment = (cli: Cli) =>
  createCommand({
    name: "payment",
    does: "Sign a payment to an asset in a token with ERC-3009, such as SAHARA. You need no gas and no approval.",
    examples: ["sign payment 4 1.5 --out signed.json"],
  })
    .argument("<asset>", "id of the asset", parseId)
    .argument("<amount>", "how much, such as 1.5")
    .option(...TOKEN)
    .option(...REF)
    .option(...UNTIL, parseTime)
    .requiredOption(...OUT)
    .action(async (assetId, text, { token, ref, out, until: validBefore }) => {
      refuseKeyless(cli);
      const session = await cli.connect();
      const { sahara, tokens, requireAccount } = session;
      const account = await requireAccount();
      await refusePast(session, validBefore);
      const currency = await tokens.find(token);
      refuseNative(currency);
      const amount = readAmount(text, currency);
      const payment = { assetId, token: currency.address, amount, ref, validBefore };
      const signed = await sahara.signPaymentAuthorization(payment);
      await writeSigned(cli, {
        out,
        document: { kind: "PAYMENT", signed },
        until: signed.validBefore,
        told: [
          ["Payer", account],
          ["Pays", `${await tokens.format(amount, currency.address)} to asset ${assetId}`],
        ],
      });
    });

function refuseNative({ address }: Token): void {
  if (address !== NATIVE) return;
  throw new UsageError(
    "The native coin can't be paid by signature. Pass --token with a token, or use `pay`.",
  );
}
