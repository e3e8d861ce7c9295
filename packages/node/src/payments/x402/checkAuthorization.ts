import type { ProblemName } from "@sahara/sdk";

import type { ServedOffer } from "../../offers/ServedOffer.ts";
import type { X402Payment } from "./parsePayment.ts";
import type { TokenDomain } from "./TokenDomain.ts";

export type AuthorizationCheck = {
  readonly payment: X402Payment;
  readonly served: Pick<ServedOffer, "offer" | "receiver" | "endsAt">;
  readonly price: bigint;
  readonly domain: TokenDomain;
  /** Who signed, in lower case. */
  readonly signer: string | undefined;
  /** Unix time. */
  readonly now: number;
};

export type AuthorizationFault = { readonly problem: ProblemName; readonly detail: string };

/** Time that the model and the transaction have. */
export const SETTLE_SECONDS = 6;

/** What is wrong with a direct payment, as far as one can tell without the chain. */
export function checkAuthorization(check: AuthorizationCheck): AuthorizationFault | undefined {
  return checkTarget(check) ?? checkTerms(check);
}

function checkTarget({ payment, served, domain }: AuthorizationCheck) {
  const network = networkOf(domain.chainId);
  const { scheme, asset, authorization } = payment;
  if (scheme !== "exact") return fault("payment-required", "Only the scheme exact is taken.");
  if (payment.network !== network) {
    return fault("wrong-chain", `The payment is for ${payment.network}, not for ${network}.`);
  }
  if ((asset ?? domain.verifyingContract) !== domain.verifyingContract) {
    return fault("wrong-chain", `The token has to be ${domain.verifyingContract}.`);
  }
  if (authorization.to !== served.receiver.toLowerCase()) {
    return fault("wrong-offer", `The payment has to go to ${served.receiver}.`);
  }
  return undefined;
}

function checkTerms({ payment, served, price, signer, now }: AuthorizationCheck) {
  const { authorization } = payment;
  if (now < served.offer.validFrom || now >= served.endsAt) {
    return fault("wrong-offer", "The offer is not live. Take one that is, from /v1/offers.");
  }
  if (authorization.value !== price) {
    return fault("payment-required", `The call costs ${price}, not ${authorization.value}.`);
  }
  if (authorization.validAfter >= BigInt(now)) {
    return fault("payment-required", `The authorization is not valid yet; it is ${now}.`);
  }
  if (authorization.validBefore < BigInt(now + SETTLE_SECONDS)) {
    return fault(
      "voucher-expired",
      `The authorization has to be valid until ${now + SETTLE_SECONDS} at least.`,
    );
  }
  if (signer !== authorization.from) {
    return fault("bad-signature", "The authorization is not signed by its payer's own key.");
  }
  return undefined;
}

/** The chain as CAIP-2. */
export function networkOf(chainId: bigint): string {
  return `eip155:${chainId}`;
}

function fault(problem: ProblemName, detail: string): AuthorizationFault {
  return { problem, detail };
}
