import { DETERMINISTIC, formatAmount } from "@sahara/sdk";
import { ZeroHash } from "ethers";

import type { Cli } from "../../cli.ts";
import { fields } from "../../output/fields.ts";
import { formatBps, formatTime } from "../../output/format.ts";
import { createCommand } from "../shared/createCommand.ts";

export const offerInspect = (cli: Cli) =>
  createCommand({
    name: "inspect",
    does: "Show an offer: who serves which model, at what price, how it is split, and what it earned.",
    examples: ["offer inspect 0x5f16…e3a2"],
  })
    .argument("<offer>", "id of the offer")
    .action(async (offerId) => {
      const { sahara, tokens } = await cli.connect();
      const published = await sahara.getUsageOffer({ offerId });
      const { offer, endsAt, feeBps, receiver } = published;
      const [token, earnings] = await Promise.all([
        tokens.at(offer.token),
        sahara.clients.contracts.meter.earningsOf(published.offerId),
      ]);
      const { gross, passed, withdrawn } = earnings;
      const format = (amount: bigint) => `${formatAmount(amount, token.decimals)} ${token.symbol}`;
      cli.answer({
        json: { ...published, earnings: { gross, passed, withdrawn } },
        text: fields([
          ["Offer", published.offerId],
          ["Asset", `${offer.assetId}, version ${offer.version}`],
          ["Operator", offer.operator],
          ["At most a call", format(offer.maxPricePerCall)],
          ["Credit", offer.creditLimit === 0n ? undefined : format(offer.creditLimit)],
          ["Share", `${formatBps(BigInt(offer.operatorBps))} to the operator, after the fee`],
          ["Fee", formatBps(feeBps)],
          ["Begins", formatTime(BigInt(offer.validFrom))],
          ["Ends", formatTime(BigInt(endsAt))],
          ["Model", offer.modelHash],
          ["Terms", offer.termsHash === ZeroHash ? undefined : offer.termsHash],
          ["Answers", describePolicy(offer.attestationPolicy)],
          ["x402 pays", receiver],
          ["Earned", format(gross)],
        ]),
      });
    });

function describePolicy(policy: string): string | undefined {
  if (policy === ZeroHash) return undefined;
  return policy === DETERMINISTIC ? "the same on every machine" : `attested by ${policy}`;
}
