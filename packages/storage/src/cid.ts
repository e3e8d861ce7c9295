import { CID } from "multiformats/cid";
import { create as createMultihash } from "multiformats/hashes/digest";

/** 32 bytes as `0x` and 64 hex digits, the form in which contracts store them. */
export type Digest = `0x${string}`;

/** What the digest was taken over: plain bytes, or a node of a UnixFS tree. */
export type CidCodec = "raw" | "dag-pb";

const CODEC_NUMBERS = { raw: 0x55, "dag-pb": 0x70 } as const satisfies Record<CidCodec, number>;
const SHA2_256 = 0x12;
const DIGEST_PATTERN = /^0x[0-9a-f]{64}$/i;

/** What is wrong with a refused CID. */
export type CidFault = "syntax" | "version" | "codec" | "hash";

/** Thrown when a text is not a CIDv1 over sha2-256 with a codec that Sahara uses. */
export class UnsupportedCidError extends Error {
  override readonly name = "UnsupportedCidError";
  readonly cid: string;
  readonly fault: CidFault;

  constructor(cid: string, fault: CidFault, options?: ErrorOptions) {
    super(
      `Cannot use "${cid}" as a content id: its ${fault} is not supported. ` +
        "Pass a CIDv1 (raw or dag-pb, sha2-256), as `ipfs add --profile=unixfs-v1-2025` prints it.",
      options,
    );
    this.cid = cid;
    this.fault = fault;
  }
}

/** Thrown when a text is not 32 bytes of hex. */
export class MalformedDigestError extends Error {
  override readonly name = "MalformedDigestError";
  readonly digest: string;

  constructor(digest: string) {
    super(`"${digest}" is not a digest. Pass 0x followed by 64 hex digits.`);
    this.digest = digest;
  }
}

/**
 * The 32-byte digest inside a CID, as the registry stores it.
 *
 * @throws {UnsupportedCidError} When `cid` is anything but a CIDv1, raw or dag-pb, over sha2-256.
 */
export function cidDigest(cid: string): Digest {
  return toDigest(parseCid(cid).multihash.digest);
}

/**
 * What the digest inside a CID was taken over.
 *
 * @throws {UnsupportedCidError} Like {@link cidDigest}.
 */
export function cidCodec(cid: string): CidCodec {
  return parseCid(cid).code === CODEC_NUMBERS.raw ? "raw" : "dag-pb";
}

/**
 * The CIDv1 of a sha2-256 digest, in base 32. The inverse of {@link cidDigest}: the registry keeps
 * the digest alone, so the codec has to come from elsewhere. Metadata roots are always `"raw"`;
 * content roots are `"raw"` for one file of at most 1 MiB and `"dag-pb"` otherwise.
 *
 * @throws {MalformedDigestError} When `digest` is not 32 bytes of hex.
 */
export function cidFromDigest(digest: Digest, codec: CidCodec): string {
  if (!DIGEST_PATTERN.test(digest)) throw new MalformedDigestError(digest);

  const multihash = createMultihash(SHA2_256, Uint8Array.from(Buffer.from(digest.slice(2), "hex")));
  return CID.createV1(CODEC_NUMBERS[codec], multihash).toString();
}

/** Bytes as lower-case hex with `0x`. */
export function toDigest(bytes: Uint8Array): Digest {
  return `0x${Buffer.from(bytes).toString("hex")}`;
}

function parseCid(cid: string): CID {
  const { version, code, multihash } = parseSyntax(cid);
  if (version !== 1) throw new UnsupportedCidError(cid, "version");
  if (code !== CODEC_NUMBERS.raw && code !== CODEC_NUMBERS["dag-pb"]) {
    throw new UnsupportedCidError(cid, "codec");
  }
  if (multihash.code !== SHA2_256 || multihash.size !== 32) {
    throw new UnsupportedCidError(cid, "hash");
  }
  return CID.createV1(code, multihash);
}

function parseSyntax(cid: string): CID {
  try {
    return CID.parse(cid);
  } catch (cause) {
    throw new UnsupportedCidError(cid, "syntax", { cause });
  }
}
