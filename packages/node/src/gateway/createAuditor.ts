import { randomInt } from "node:crypto";

import {
  AllOperatorsFailedError,
  type Caller,
  type CallerChain,
  type CallParameters,
  type CallResult,
  DETERMINISTIC,
  type OfferChoice,
  type Testimony,
} from "@sahara/sdk";

import type { JobLog } from "../jobs/createJobWorker.ts";

/** Two operators' receipts for one request of one model, with different answers. One of them is wrong. */
export type Contradiction = { readonly first: Testimony; readonly second: Testimony };

export type AuditorDeps = {
  chain: Pick<CallerChain, "findOffers">;
  caller: Pick<Caller, "call">;
  /** Brings a contradiction before the chain. */
  accuse: (contradiction: Contradiction) => Promise<void>;
  /** One call in so many is repeated; 0: none. */
  oneIn: number;
  /** Chooses from 0 to below the number given; operators must not foresee it. */
  draw?: (below: number) => number;
  log: JobLog;
};

export type Auditor = {
  /** Repeats an answered call at another operator, if its lot is drawn. Never fails; see the log. */
  consider: (parameters: CallParameters & { assetId: bigint }, result: CallResult) => Promise<void>;
};

/**
 * Checks operators of deterministic models by asking a second one the same. Cheating does not pay if what a fault costs
 * is worth more than `oneIn` calls. Whoever pays for the audits decides how many there are.
 */
export function createAuditor({
  chain,
  caller,
  accuse,
  oneIn,
  draw = (below) => randomInt(below),
  log,
}: AuditorDeps): Auditor {
  async function audit(
    { assetId, ...parameters }: CallParameters & { assetId: bigint },
    result: CallResult,
  ): Promise<void> {
    const choices = await chain.findOffers(assetId);
    const asked = choices.find(({ offerId }) => offerId === result.offerId);
    if (asked?.offer.attestationPolicy !== DETERMINISTIC) return;
    const witnesses = choices.filter((choice) => canWitness(choice, asked));
    const witness = witnesses[witnesses.length > 1 ? draw(witnesses.length) : 0];
    if (witness === undefined) return;

    const again = await caller.call({ ...parameters, offerId: witness.offerId });
    const first = { receipt: result.receipt, signature: result.signature, offer: asked.offer };
    const second = { receipt: again.receipt, signature: again.signature, offer: witness.offer };
    const outcome = compare(first, second);
    log.info("audit.done", {
      outcome,
      operators: [result.operator, again.operator],
      requestHash: result.receipt.requestHash,
    });
    if (outcome === "different") await accuse({ first, second });
  }

  return {
    async consider(parameters, result) {
      if (oneIn === 0 || draw(oneIn) !== 0) return;
      try {
        await audit(parameters, result);
      } catch (error) {
        // A witness that does not answer proves nothing; the chain may be asked again at the next call.
        const event = error instanceof AllOperatorsFailedError ? "audit.noWitness" : "audit.failed";
        log.warn(event, { offerId: result.offerId, error });
      }
    },
  };
}

function canWitness({ offer }: OfferChoice, { offer: asked }: OfferChoice): boolean {
  return (
    offer.operator !== asked.operator &&
    offer.modelHash === asked.modelHash &&
    offer.attestationPolicy === DETERMINISTIC
  );
}

/** Nodes that call the model by different names were not asked the same bytes. */
function compare(first: Testimony, second: Testimony): "equal" | "different" | "not comparable" {
  if (first.receipt.requestHash !== second.receipt.requestHash) return "not comparable";
  return first.receipt.responseHash === second.receipt.responseHash ? "equal" : "different";
}
