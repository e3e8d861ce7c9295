import {
  type LaneState,
  laneStateToJson,
  MAX_DOCUMENT_LENGTH,
  parseLaneState,
} from "./laneState.ts";
import type { UsageOffer } from "./structs.ts";
import {
  type JsonObject,
  malformed,
  member,
  parseBytes32,
  parseDecimal,
  parseExactObject,
  parseJson,
  parseObject,
  parseSmall,
  parseStruct,
  parseText,
  parseWireAddress,
  type Place,
  structToJson,
} from "./wireJson.ts";

export const PROBLEM_CONTENT_TYPE = "application/problem+json";

/** What a node can refuse a call for, and the HTTP status of each. `model-failed` is not charged. */
export const PROBLEM_STATUS = {
  "payment-required": 402,
  "stale-lane": 402,
  "insufficient-funds": 402,
  "voucher-expired": 402,
  "bad-signature": 402,
  "wrong-chain": 402,
  "wrong-offer": 402,
  "free-quota-spent": 402,
  "sequence-conflict": 409,
  "bad-request": 400,
  "too-large": 413,
  "not-found": 404,
  busy: 503,
  "model-failed": 502,
} as const;

export type ProblemName = keyof typeof PROBLEM_STATUS;

/** How a call is to be paid: everything that a voucher needs. */
export type PaymentTerms = {
  meter: string;
  chainId: bigint;
  offer: UsageOffer;
  offerId: string;
  /** Price of the call that was asked for. */
  price: bigint;
  lane?: LaneState | undefined;
};

/** Why a node did not answer (RFC 9457). Other members, such as those of x402, are kept apart in `extensions`. */
export type UsageProblem = {
  name: ProblemName;
  status: number;
  title: string;
  detail: string;
  payment?: PaymentTerms | undefined;
  extensions?: JsonObject | undefined;
};

const URN = "urn:sahara:problem:";
const MAX_TEXT_LENGTH = 2048;

/** The body to send with {@link PROBLEM_CONTENT_TYPE}. */
export function encodeProblem({ payment, extensions = {}, ...problem }: UsageProblem): string {
  const body = {
    ...extensions,
    type: `${URN}${problem.name}`,
    title: problem.title,
    status: problem.status,
    detail: problem.detail,
  };
  return JSON.stringify(
    payment === undefined ? body : { ...body, sahara: paymentTermsToJson(payment) },
  );
}

/**
 * Reads a problem that a node sent.
 *
 * @throws {MalformedMessageError}
 */
export function decodeProblem(body: string): UsageProblem {
  const place = { what: "problem", at: "" };
  const object = parseObject(parseJson(body, MAX_DOCUMENT_LENGTH, place), place);
  const { type, title, status, detail, sahara, ...extensions } = object;
  const problem: UsageProblem = {
    name: parseName(type, member(place, "type")),
    status: parseSmall(status, 10, member(place, "status")),
    title: parseText(title, MAX_TEXT_LENGTH, member(place, "title")),
    detail: parseText(detail ?? "", MAX_TEXT_LENGTH, member(place, "detail")),
    extensions,
  };
  if (sahara === undefined) return problem;
  return { ...problem, payment: parsePaymentTerms(sahara, member(place, "sahara")) };
}

export function paymentTermsToJson({ lane, ...terms }: PaymentTerms) {
  const json = {
    meter: terms.meter,
    chainId: Number(terms.chainId),
    offer: structToJson("Offer", terms.offer),
    offerId: terms.offerId,
    price: terms.price.toString(),
  };
  return lane === undefined ? json : { ...json, lane: laneStateToJson(lane) };
}

function parsePaymentTerms(value: unknown, place: Place): PaymentTerms {
  const required = ["meter", "chainId", "offer", "offerId", "price"];
  const object = parseExactObject(value, place, required, ["lane"]);
  const terms: PaymentTerms = {
    meter: parseWireAddress(object.meter, member(place, "meter")),
    chainId: BigInt(parseSmall(object.chainId, 53, member(place, "chainId"))),
    offer: parseStruct("Offer", object.offer, member(place, "offer")),
    offerId: parseBytes32(object.offerId, member(place, "offerId")),
    price: parseDecimal(object.price, 128, member(place, "price")),
  };
  if (object.lane === undefined) return terms;
  return { ...terms, lane: parseLaneState(object.lane, member(place, "lane")) };
}

function parseName(type: unknown, place: Place): ProblemName {
  const text = parseText(type, MAX_TEXT_LENGTH, place);
  const name = text.startsWith(URN) ? text.slice(URN.length) : "";
  if (!Object.hasOwn(PROBLEM_STATUS, name)) throw malformed(place, "no such problem is known");
  // Just looked up in the table that the type is made from.
  return name as ProblemName;
}
