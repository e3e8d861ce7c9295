import { isHexString } from "ethers";

import { ContractRevertError } from "./ContractRevertError.ts";
import { ERROR_INTERFACE } from "./errorInterface.ts";
import { SaharaError } from "./SaharaError.ts";

/** Providers wrap the node's answer several times; deeper than this lies nothing. */
const MAX_DEPTH = 8;

/** What was sent, as against what came back; its data is a call and never a revert. */
const SENT = new Set(["transaction", "tx", "request", "payload", "receipt"]);

/**
 * Turns whatever ethers, Hardhat or a node threw into an error of the SDK if it carries revert data that the contracts'
 * errors explain. Anything else is returned as it is.
 */
export function toSaharaError(error: unknown): unknown {
  if (error instanceof SaharaError) return error;
  for (const data of findHex(error, MAX_DEPTH)) {
    const description = ERROR_INTERFACE.parseError(data);
    if (description !== null) return new ContractRevertError(description, data, { cause: error });
  }
  return error;
}

/** All hex strings in `value` that could be revert data, outermost first. */
function* findHex(value: unknown, depth: number, seen = new Set<unknown>()): Generator<string> {
  if (isHexString(value) && value.length >= 10) yield value;
  if (typeof value !== "object" || value === null || depth === 0 || seen.has(value)) return;
  seen.add(value);
  // The properties that errors are read by are not always enumerable.
  for (const key of Object.getOwnPropertyNames(value)) {
    if (!SENT.has(key)) yield* findHex(Reflect.get(value, key), depth - 1, seen);
  }
}
