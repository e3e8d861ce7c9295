import { createHash } from "node:crypto";

import type { JsonValue } from "../canonicalJson.ts";
import type { KeyGrant } from "../keys/wrapFileKey.ts";
import type { Commitment } from "./custody.ts";
import { parseBigint, parseFields, parseHex, parseText } from "./parseFields.ts";

/** A key that an owner wrapped for a grantee, and what for. Only the grantee can open it. */
export type WrappedGrant = { readonly grant: KeyGrant; readonly wrapped: Uint8Array };

const MEMBERS = ["chainId", "contract", "assetId", "version", "root", "grantee", "wrapped"];

/** What the data vault keeps of a wrapped key. */
export function wrappedKeyHash({ wrapped }: Pick<WrappedGrant, "wrapped">): Commitment {
  return `0x${createHash("sha256").update(wrapped).digest("hex")}`;
}

/** The document to give to the grantee. */
export function grantToJson({ grant, wrapped }: WrappedGrant): Record<string, JsonValue> {
  return {
    chainId: grant.chainId.toString(),
    contract: grant.contract.toLowerCase(),
    assetId: grant.assetId.toString(),
    version: grant.version.toString(),
    root: grant.root,
    grantee: grant.grantee.toLowerCase(),
    wrapped: `0x${Buffer.from(wrapped).toString("hex")}`,
  };
}

/**
 * Reads the document of a grant.
 *
 * @throws {MalformedDocumentError}
 */
export function parseGrant(value: unknown): WrappedGrant {
  const fields = parseFields(value, "grant", MEMBERS);
  const grant = {
    chainId: parseBigint(fields, "chainId"),
    contract: parseHex(fields, "contract", "address"),
    assetId: parseBigint(fields, "assetId"),
    version: parseBigint(fields, "version"),
    root: parseText(fields, "root", "cid"),
    grantee: parseHex(fields, "grantee", "address"),
  };
  return { grant, wrapped: Buffer.from(parseHex(fields, "wrapped", "share").slice(2), "hex") };
}
