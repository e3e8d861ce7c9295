import { CID } from "multiformats/cid";

import { StorageError } from "../StorageError.ts";

/** Thrown when a stream is not a CAR of version 1 with ids that are in use here. */
export class MalformedCarError extends StorageError {
  override readonly name = "MalformedCarError";

  constructor(reason: string) {
    super(`The stream is no CAR that can be read: ${reason}. Fetch it again.`);
  }
}

/** Bytes of every id that is in use: version, codec, hash, its length, digest. */
export const CID_BYTES = 36;
/** Enough for more than a thousand roots. */
export const MAX_HEADER_BYTES = 65_536;

/** A CARv1's beginning: what the one deterministic DAG-CBOR encoding of `{ roots, version: 1 }` must be. */
const BEFORE_ROOTS = Buffer.from("\xa2\x65roots", "latin1");
const BEFORE_CID = Buffer.from("\xd8\x2a\x58\x25\x00", "latin1");
const AFTER_ROOTS = Buffer.from("\x67version\x01", "latin1");

/** The header with its length before it. */
export function encodeCarHeader(roots: readonly string[]): Buffer {
  const links = roots.flatMap((root) => [BEFORE_CID, CID.parse(root).bytes]);
  const header = [BEFORE_ROOTS, arrayHead(roots.length), ...links, AFTER_ROOTS];
  return withLength(header);
}

/** @throws {MalformedCarError} */
export function decodeCarHeader(header: Buffer): string[] {
  const place = { at: 0 };
  expectBytes(header, place, BEFORE_ROOTS);
  const roots = Array.from({ length: readArrayHead(header, place) }, () => {
    expectBytes(header, place, BEFORE_CID);
    return decodeCid(header.subarray(place.at, (place.at += CID_BYTES)));
  });
  expectBytes(header, place, AFTER_ROOTS);
  if (place.at !== header.length) throw new MalformedCarError("its header goes on");
  return roots;
}

/** A block with its length before it. */
export function encodeCarBlock({ cid, bytes }: { cid: string; bytes: Uint8Array }): Buffer {
  return withLength([CID.parse(cid).bytes, bytes]);
}

/**
 * The id in some bytes.
 *
 * @throws {MalformedCarError} When it is not a CIDv1, raw or dag-pb, over sha2-256.
 */
export function decodeCid(bytes: Uint8Array): string {
  const [version, codec, hash, length] = bytes;
  const isKnown =
    bytes.length === CID_BYTES &&
    version === 1 &&
    (codec === 0x55 || codec === 0x70) &&
    hash === 0x12 &&
    length === 32;
  if (!isKnown) throw new MalformedCarError("it has an id that is not supported");
  return CID.decode(bytes).toString();
}

function withLength(parts: readonly Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([encodeVarint(length), ...parts]);
}

function encodeVarint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    bytes.push(rest < 128 ? rest : (rest % 128) + 128);
    if (rest < 128) return Buffer.from(bytes);
  }
}

function arrayHead(length: number): Buffer {
  if (length < 24) return Buffer.of(0x80 + length);
  if (length < 256) return Buffer.of(0x98, length);
  return Buffer.of(0x99, length >> 8, length & 0xff);
}

/** Deterministic encoding has one form for each length; every other form is refused. */
function readArrayHead(header: Buffer, place: { at: number }): number {
  const [first = 0, second = 0, third = 0] = header.subarray(place.at, place.at + 3);
  const candidates = [first - 0x80, second, second * 256 + third];
  const length = candidates.find((candidate) => {
    if (candidate < 0) return false;
    const head = arrayHead(candidate);
    return head.equals(header.subarray(place.at, place.at + head.length));
  });
  if (length === undefined) throw new MalformedCarError("its roots are no list");
  place.at += arrayHead(length).length;
  return length;
}

function expectBytes(header: Buffer, place: { at: number }, expected: Buffer): void {
  const found = header.subarray(place.at, (place.at += expected.length));
  if (!expected.equals(found)) throw new MalformedCarError("its header is not that of version 1");
}
