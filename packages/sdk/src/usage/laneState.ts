import { parseSignedReceipt, signedReceiptToJson } from "./headers.ts";
import type { SignedReceipt } from "./structs.ts";
import {
  member,
  parseBytes32,
  parseDecimal,
  parseExactObject,
  parseJson,
  parseSmall,
  type Place,
} from "./wireJson.ts";

/** Where a lane stands, as a node says. Only the receipt in it proves anything. */
export type LaneState = {
  epoch: number;
  seq: bigint;
  cumulative: bigint;
  receiptsRoot: string;
  lastReceipt?: SignedReceipt | undefined;
};

/** Longer than any of the documents about lanes and receipts. */
export const MAX_DOCUMENT_LENGTH = 64 * 1024;

/** The body of `GET /v1/accounts/{accountId}/offers/{offerId}/lanes/{lane}`. */
export function laneStateToJson({ lastReceipt, ...lane }: LaneState) {
  const json = {
    epoch: lane.epoch,
    seq: lane.seq.toString(),
    cumulative: lane.cumulative.toString(),
    receiptsRoot: lane.receiptsRoot,
  };
  return lastReceipt === undefined
    ? json
    : { ...json, lastReceipt: signedReceiptToJson(lastReceipt) };
}

/**
 * Reads the state of a lane.
 *
 * @throws {MalformedMessageError}
 */
export function decodeLaneState(body: string): LaneState {
  const place = { what: "lane state", at: "" };
  return parseLaneState(parseJson(body, MAX_DOCUMENT_LENGTH, place), place);
}

export function parseLaneState(value: unknown, place: Place): LaneState {
  const required = ["epoch", "seq", "cumulative", "receiptsRoot"];
  const object = parseExactObject(value, place, required, ["lastReceipt"]);
  const lane: LaneState = {
    epoch: parseSmall(object.epoch, 32, member(place, "epoch")),
    seq: parseDecimal(object.seq, 64, member(place, "seq")),
    cumulative: parseDecimal(object.cumulative, 128, member(place, "cumulative")),
    receiptsRoot: parseBytes32(object.receiptsRoot, member(place, "receiptsRoot")),
  };
  if (object.lastReceipt === undefined) return lane;
  const lastReceipt = parseSignedReceipt(object.lastReceipt, member(place, "lastReceipt"));
  return { ...lane, lastReceipt };
}
