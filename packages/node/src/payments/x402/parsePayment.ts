import { isHexString } from "ethers";

import { ProblemError } from "../../http/ProblemError.ts";
import type { TransferAuthorization } from "../../store/Store.ts";

/** A payment as an x402 client sent it, of either version of the protocol. */
export type X402Payment = {
  readonly version: 1 | 2;
  readonly scheme: string;
  /** CAIP-2, such as `eip155:31337`. */
  readonly network: string;
  /** What the client says it pays in; version 1 does not. */
  readonly asset?: string | undefined;
  readonly authorization: TransferAuthorization;
};

const MAX_HEADER_LENGTH = 8192;
const DECIMAL_PATTERN = /^(0|[1-9][0-9]{0,77})$/;
const BASE64_PATTERN = /^[A-Za-z0-9+/_-]+={0,2}$/;

/**
 * Reads the header `PAYMENT-SIGNATURE` or, of version 1, `X-PAYMENT`. Only its form is checked.
 *
 * @throws {ProblemError}
 */
export function parsePayment(header: string): X402Payment {
  const payment = asObject(decode(header), "the payment");
  const version = payment.x402Version;
  if (version !== 1 && version !== 2) throw malformed("x402Version must be 1 or 2");
  const accepted = version === 2 ? asObject(payment.accepted, "accepted") : payment;
  const payload = asObject(payment.payload, "payload");
  return {
    version,
    scheme: asText(accepted.scheme, "scheme"),
    network: asText(accepted.network, "network"),
    asset: version === 2 ? asHex(accepted.asset, 20, "asset") : undefined,
    authorization: parseAuthorization(payload),
  };
}

function parseAuthorization(payload: Loose): TransferAuthorization {
  const authorization = asObject(payload.authorization, "authorization");
  return {
    from: asHex(authorization.from, 20, "from"),
    to: asHex(authorization.to, 20, "to"),
    value: asInteger(authorization.value, "value"),
    validAfter: asInteger(authorization.validAfter, "validAfter"),
    validBefore: asInteger(authorization.validBefore, "validBefore"),
    nonce: asHex(authorization.nonce, 32, "nonce"),
    signature: asHex(payload.signature, 65, "signature"),
  };
}

type Loose = Readonly<Record<string, unknown>>;

function decode(header: string): unknown {
  if (header.length > MAX_HEADER_LENGTH || !BASE64_PATTERN.test(header)) {
    throw malformed(`it must be base64 of at most ${MAX_HEADER_LENGTH} characters`);
  }
  try {
    return JSON.parse(Buffer.from(header, "base64").toString("utf8")) as unknown;
  } catch (cause) {
    throw malformed("it is not JSON", { cause });
  }
}

function asObject(value: unknown, name: string): Loose {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw malformed(`${name} must be an object`);
  }
  return value as Loose;
}

function asText(value: unknown, name: string): string {
  if (typeof value !== "string" || value.length > 64) throw malformed(`${name} must be a text`);
  return value;
}

function asHex(value: unknown, bytes: number, name: string): string {
  if (typeof value !== "string" || !isHexString(value, bytes)) {
    throw malformed(`${name} must be ${bytes} bytes of hex`);
  }
  return value.toLowerCase();
}

function asInteger(value: unknown, name: string): bigint {
  if (typeof value !== "string" || !DECIMAL_PATTERN.test(value)) {
    throw malformed(`${name} must be a text of decimal digits`);
  }
  const number = BigInt(value);
  if (number >> 256n !== 0n) throw malformed(`${name} must fit 256 bits`);
  return number;
}

function malformed(reason: string, options?: ErrorOptions): ProblemError {
  return new ProblemError("bad-request", `Malformed x402 payment: ${reason}.`, options);
}
