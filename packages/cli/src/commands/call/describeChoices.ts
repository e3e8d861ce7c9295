import { createCallerChain, rankOffers } from "@sahara/sdk";

import type { Answer } from "../../cli.ts";
import { NegativeAnswerError } from "../../errors.ts";
import { table } from "../../output/table.ts";
import type { Session } from "../../session/openSession.ts";
import type { parseCallee } from "./parseCallee.ts";

const NO_RECORD = { answered: 0, failed: 0, faults: 0, latencyMs: 0 };

/** The offers that could serve a call now, best first. @throws {NegativeAnswerError} When there is none. */
export async function describeChoices(
  { sahara, tokens }: Session,
  callee: ReturnType<typeof parseCallee>,
): Promise<Answer> {
  const chain = createCallerChain(sahara.clients);
  const found =
    "assetId" in callee
      ? await chain.findOffers(callee.assetId)
      : [await chain.findOffer(callee.offerId)].filter((choice) => choice !== undefined);
  const choices = rankOffers(found, () => NO_RECORD);
  if (choices.length === 0) {
    throw new NegativeAnswerError(
      "Nobody with a node offers this now. offer list shows what was offered.",
    );
  }
  const rows = await Promise.all(
    choices.map(async ({ offerId, offer, endpoint, stake }) => [
      offerId,
      endpoint,
      await tokens.format(offer.maxPricePerCall, offer.token),
      await tokens.format(stake, sahara.clients.addresses.token),
    ]),
  );
  const columns = ["Offer", "Node", "At most a call>", "Stake>"];
  return {
    json: { dryRun: true, choices },
    text: `Dry run: nothing was sent. Best first:\n\n${table(columns, rows)}`,
  };
}
