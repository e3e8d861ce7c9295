import { parseSignedReceipt, signedReceiptToJson } from "../headers.ts";
import { MAX_DOCUMENT_LENGTH } from "../laneState.ts";
import {
  malformed,
  member,
  parseBytes32,
  parseDecimal,
  parseJson,
  parseObject,
  parseSmall,
  parseStruct,
  parseText,
  parseWireAddress,
  type Place,
  structToJson,
} from "../wireJson.ts";
import type { CallRecord, LanePlace } from "./CallStore.ts";

type FaultRecord = Extract<CallRecord, { kind: "fault" }>;

const MAX_REASON_LENGTH = 2048;

/** One fact as one line of JSON. */
export function encodeRecord(record: CallRecord): string {
  return JSON.stringify(toJson(record));
}

function toJson(record: CallRecord): object {
  switch (record.kind) {
    case "lane": {
      const account = structToJson("AccountTerms", record.account);
      return { ...record, account, offer: structToJson("Offer", record.offer) };
    }
    case "request": {
      const { seq, maxPrice, maxCumulative } = record;
      const numbers = { seq: `${seq}`, maxPrice: `${maxPrice}`, maxCumulative: `${maxCumulative}` };
      return { ...record, ...numbers };
    }
    case "receipt":
      return { ...record, signed: signedReceiptToJson(record.signed) };
    case "fault": {
      const { against, ...fault } = record;
      const json = { ...fault, signed: signedReceiptToJson(fault.signed) };
      return against === undefined ? json : { ...json, against: signedReceiptToJson(against) };
    }
    case "retired":
      return record;
    case "deposit":
      return { ...record, amount: record.amount.toString() };
  }
}

/**
 * Reads what {@link encodeRecord} wrote.
 *
 * @throws {MalformedMessageError}
 */
export function decodeRecord(line: string): CallRecord {
  const root = { what: "record of a call", at: "" };
  const object = parseObject(parseJson(line, MAX_DOCUMENT_LENGTH, root), root);
  const at = (name: string) => member(root, name);
  const place = () => parsePlace(object.place, at("place"));
  const amount = (name: string) => parseDecimal(object[name], 128, at(name));

  switch (object.kind) {
    case "lane":
      return {
        ...{ kind: "lane", place: place() },
        account: parseStruct("AccountTerms", object.account, at("account")),
        offer: parseStruct("Offer", object.offer, at("offer")),
      };
    case "request":
      return {
        ...{ kind: "request", place: place(), seq: amount("seq") },
        requestHash: parseBytes32(object.requestHash, at("requestHash")),
        ...{ maxPrice: amount("maxPrice"), maxCumulative: amount("maxCumulative") },
      };
    case "receipt":
      return {
        ...{ kind: "receipt", place: place(), seen: object.seen === true },
        signed: parseSignedReceipt(object.signed, at("signed")),
        latencyMs: parseSmall(object.latencyMs, 53, at("latencyMs")),
      };
    case "fault":
      return {
        ...{ kind: "fault", place: place() },
        // What went wrong is for people; nothing is decided by it.
        fault: parseText(object.fault, 40, at("fault")) as FaultRecord["fault"],
        signed: parseSignedReceipt(object.signed, at("signed")),
        against:
          object.against === undefined
            ? undefined
            : parseSignedReceipt(object.against, at("against")),
      };
    case "retired": {
      const reason = parseText(object.reason, MAX_REASON_LENGTH, at("reason"));
      return { kind: "retired", place: place(), reason };
    }
    case "deposit":
      return {
        kind: "deposit",
        accountId: parseBytes32(object.accountId, at("accountId")),
        token: parseWireAddress(object.token, at("token")),
        amount: amount("amount"),
      };
    default:
      throw malformed(at("kind"), "no such record is known");
  }
}

function parsePlace(value: unknown, place: Place): LanePlace {
  const object = parseObject(value, place);
  return {
    accountId: parseBytes32(object.accountId, member(place, "accountId")),
    offerId: parseBytes32(object.offerId, member(place, "offerId")),
    lane: parseSmall(object.lane, 32, member(place, "lane")),
    epoch: parseSmall(object.epoch, 32, member(place, "epoch")),
  };
}
