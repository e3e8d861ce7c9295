import { type Use, USES } from "@sahara/sdk";

import type { Custody, CustodianSeat } from "./custody.ts";
import {
  type Fields,
  MalformedDocumentError,
  parseBigint,
  parseFields,
  parseHex,
  parseList,
  parseSmall,
  parseText,
} from "./parseFields.ts";

const MEMBERS = ["chainId", "contract", "assetId", "version", "root", "uses", "threshold", "seats"];
const SEAT_MEMBERS = ["index", "url", "account", "publicKey", "commitment"];
/** As many as a release policy may name. */
const MAX_SEATS = 16;

/**
 * Reads the document of a custody.
 *
 * @throws {MalformedDocumentError}
 */
export function parseCustody(value: unknown): Custody {
  const fields = parseFields(value, "custody", MEMBERS);
  const seats = parseList(fields, "seats", MAX_SEATS).map(parseSeat);
  return {
    chainId: parseBigint(fields, "chainId"),
    contract: parseHex(fields, "contract", "address"),
    assetId: parseBigint(fields, "assetId"),
    version: parseBigint(fields, "version"),
    root: parseText(fields, "root", "cid"),
    uses: parseUses(fields),
    threshold: parseSmall(fields, "threshold", 2, seats.length),
    seats,
  };
}

function parseSeat(value: unknown, position: number): CustodianSeat {
  const fields = parseFields(value, "seat", SEAT_MEMBERS);
  return {
    index: parseSmall(fields, "index", position + 1, position + 1),
    url: parseText(fields, "url", "url"),
    account: parseHex(fields, "account", "address"),
    publicKey: parseHex(fields, "publicKey", "bytes32"),
    commitment: parseHex(fields, "commitment", "bytes32"),
  };
}

/** Uses in the order of the chain's bits, so that a custody has one form. */
function parseUses(fields: Fields): Use[] {
  const named = parseList(fields, "uses", USES.length);
  const uses = USES.filter((use) => named.includes(use));
  if (
    uses.length === 0 ||
    uses.length !== named.length ||
    uses.some((use, i) => use !== named[i])
  ) {
    throw new MalformedDocumentError("uses", `are not some of ${USES.join(", ")}, in this order`);
  }
  return uses;
}
