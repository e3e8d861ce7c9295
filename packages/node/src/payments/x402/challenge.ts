import { getAddress } from "ethers";

import type { Quote } from "../../http/ProblemError.ts";
import { networkOf } from "./checkAuthorization.ts";
import type { TokenDomain } from "./TokenDomain.ts";

export type Challenge = {
  readonly headers: Record<string, string>;
  /** Members of version 1 for the body. */
  readonly extensions: Record<string, unknown>;
};

/** For how long a client should sign. */
const MAX_TIMEOUT_SECONDS = 300;

/** What an x402 client needs to pay for a call: version 2 in a header, version 1 in the body. */
export function challengeFor(
  domain: TokenDomain,
  { served, price }: Quote,
  resource: string,
  error: string,
): Challenge {
  const common = {
    scheme: "exact",
    network: networkOf(domain.chainId),
    asset: getAddress(domain.verifyingContract),
    payTo: getAddress(served.receiver),
    maxTimeoutSeconds: MAX_TIMEOUT_SECONDS,
  };
  const token = { name: domain.name, version: domain.version };
  const about = { description: served.model.description, mimeType: "application/json" };
  const required = {
    x402Version: 2,
    error,
    resource: { url: resource, ...about },
    accepts: [
      {
        ...common,
        amount: price.toString(),
        extra: { ...token, assetTransferMethod: "eip3009" },
      },
    ],
    extensions: {},
  };
  const accepts = [
    { ...common, maxAmountRequired: price.toString(), resource, ...about, extra: token },
  ];
  return {
    headers: { "PAYMENT-REQUIRED": toBase64(required) },
    extensions: { x402Version: 1, error, accepts },
  };
}

/** The header that tells an x402 client of its settlement. */
export function settlementHeader(
  version: 1 | 2,
  settlement: { success: boolean; transaction: string; network: string; payer: string },
): Record<string, string> {
  const name = version === 2 ? "PAYMENT-RESPONSE" : "X-PAYMENT-RESPONSE";
  return { [name]: toBase64(settlement) };
}

function toBase64(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64");
}
