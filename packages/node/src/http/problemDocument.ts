import { encodeProblem, type PaymentTerms } from "@sahara/sdk";

import type { DirectPayments } from "../payments/x402/createDirectPayments.ts";
import type { ProblemError, Quote } from "./ProblemError.ts";

export type ProblemContext = {
  readonly chainId: bigint;
  readonly meter: string;
  readonly direct: Pick<DirectPayments, "challenge">;
  /** URL of what was asked for. */
  readonly resource: string;
};

export type ProblemDocument = { headers: Record<string, string>; body: string };

/** The document that tells a client why it was refused, and how to pay. */
export function problemDocument(error: ProblemError, context: ProblemContext): ProblemDocument {
  const { quote, retryAfter } = error.options;
  const challenge = quote && context.direct.challenge(quote, context.resource, error.message);
  const headers: Record<string, string> = { ...error.headers, ...challenge?.headers };
  if (retryAfter !== undefined) headers["Retry-After"] = String(retryAfter);

  const body = encodeProblem({
    name: error.problem,
    title: error.kind.title,
    status: error.status,
    detail: error.message,
    payment: quote && termsOf(quote, context),
    extensions: challenge?.extensions,
  });
  return { headers, body };
}

function termsOf({ served, price, lane }: Quote, context: ProblemContext): PaymentTerms {
  const { offer, offerId } = served;
  return { meter: context.meter, chainId: context.chainId, offer, offerId, price, lane };
}
