import type { JsonObject } from "../models/Json.ts";
import type { ServedOffer } from "../offers/ServedOffer.ts";
import type { StoredResponse } from "../store/Store.ts";

/** A call before it is paid: what was asked for, and what that costs. */
export type Call = {
  readonly served: ServedOffer;
  readonly input: JsonObject;
  readonly units: bigint;
  readonly price: bigint;
  /** keccak256 of the body as it came. */
  readonly requestHash: string;
  /** Takes the pieces of a long answer as they come. */
  readonly onPiece: (bytes: Uint8Array) => void;
};

/** A call that was answered. What it says is stored already, if it was paid. */
export type Answered = {
  readonly response: StoredResponse;
  /** The receipt in the form of the header; missing for a free call. */
  readonly receipt?: string | undefined;
  readonly headers?: Record<string, string>;
};
