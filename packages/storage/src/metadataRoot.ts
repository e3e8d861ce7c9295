import { createHash } from "node:crypto";
import { canonicalJson, type JsonValue } from "./canonicalJson.ts";
import { cidFromDigest, toDigest } from "./cid.ts";
import type { ContentRoot } from "./contentRoot.ts";

/** The commitment to a metadata document, and the bytes to publish under it. */
export type MetadataRoot = ContentRoot & {
  codec: "raw";
  /** The canonical JSON in UTF-8: exactly the bytes of the block. */
  canonical: Uint8Array;
};

/** Bytes of the largest metadata document: one leaf of the CID profile. */
export const MAX_METADATA_BYTES = 1_048_576;

/** Thrown when a metadata document does not fit into one block. */
export class MetadataTooLargeError extends RangeError {
  override readonly name = "MetadataTooLargeError";
  readonly bytes: number;

  constructor(bytes: number) {
    super(
      `The metadata takes ${bytes} bytes, one block holds ${MAX_METADATA_BYTES}. ` +
        "Move long parts into the content and refer to them by content id.",
    );
    this.bytes = bytes;
  }
}

/**
 * Commits to a metadata document: its canonical JSON (RFC 8785) as one raw block. The digest is
 * exactly the SHA-256 of the canonical bytes, so anyone can check it without IPFS tools, and
 * `tokenURI` can be derived from it alone.
 *
 * @throws {NotJsonError} When `json` holds something that JSON cannot express.
 * @throws {MetadataTooLargeError} When the document exceeds {@link MAX_METADATA_BYTES}.
 */
export function metadataRoot(json: JsonValue): MetadataRoot {
  const canonical = new TextEncoder().encode(canonicalJson(json));
  if (canonical.length > MAX_METADATA_BYTES) throw new MetadataTooLargeError(canonical.length);

  const digest = toDigest(createHash("sha256").update(canonical).digest());
  return {
    cid: cidFromDigest(digest, "raw"),
    digest,
    codec: "raw",
    bytes: BigInt(canonical.length),
    canonical,
  };
}
