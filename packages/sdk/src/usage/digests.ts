import { toUtf8Bytes } from "ethers";

import type { Address } from "../values/address.ts";
import { toHex, writeHex } from "./hex.ts";
import type { Signatures } from "./signatures.ts";
import {
  bitsOf,
  type Field,
  fieldsOf,
  type Struct,
  type StructName,
  USAGE_TYPES,
} from "./structs.ts";

/** An EIP-712 domain with all four members that the contracts use. */
export type UsageDomain = {
  name: string;
  version: string;
  chainId: bigint;
  verifyingContract: Address;
};

/** Computes the EIP-712 digests of one domain. */
export type Digests = {
  readonly domain: UsageDomain;
  /** The 32 bytes to sign. */
  digest<Name extends StructName>(name: Name, struct: Struct<Name>): Uint8Array;
  /** The same as hex: the id of an account, an offer or a receipt. */
  id<Name extends StructName>(name: Name, struct: Struct<Name>): string;
};

const WORD = 32;
const DOMAIN_TYPE =
  "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)";

/** The domain of vouchers, receipts, offers, accounts, sessions and refunds. */
export function meterDomain(chainId: bigint, meter: Address): UsageDomain {
  return { name: "UsageMeter", version: "1", chainId, verifyingContract: meter };
}

/** The domain of operators' keys. */
export function operatorsDomain(chainId: bigint, operators: Address): UsageDomain {
  return { name: "OperatorRegistry", version: "1", chainId, verifyingContract: operators };
}

/** The domain of reports on jobs. */
export function jobsDomain(chainId: bigint, jobs: Address): UsageDomain {
  return { name: "JobBoard", version: "1", chainId, verifyingContract: jobs };
}

/**
 * Prepares the digests of a domain. Each costs two hashes, over words written in place; ethers' encoder computes the
 * same, an order of magnitude slower.
 */
export function createDigests(
  domain: UsageDomain,
  { keccak256 }: Pick<Signatures, "keccak256">,
): Digests {
  const message = new Uint8Array(2 + 2 * WORD);
  message.set([0x19, 0x01]);
  message.set(domainSeparator(domain, keccak256), 2);
  const encoders = new Map<StructName, StructEncoder>();

  function digest<Name extends StructName>(name: Name, struct: Struct<Name>): Uint8Array {
    let encode = encoders.get(name);
    if (encode === undefined) encoders.set(name, (encode = createEncoder(name, keccak256)));
    message.set(keccak256(encode(struct)), 2 + WORD);
    return keccak256(message);
  }

  return { domain, digest, id: (name, struct) => toHex(digest(name, struct)) };
}

type StructEncoder = (struct: Readonly<Record<string, string | number | bigint>>) => Uint8Array;

/** Writes a struct's words over those of the struct before. */
function createEncoder(name: StructName, keccak256: Signatures["keccak256"]): StructEncoder {
  const fields = fieldsOf(name);
  const words = new Uint8Array((1 + fields.length) * WORD);
  const view = new DataView(words.buffer);
  words.set(keccak256(toUtf8Bytes(encodeType(name))));

  return (struct) => {
    fields.forEach((field, index) => {
      const value = struct[field.name];
      if (value === undefined) throw new Error(`cannot happen: ${name} without ${field.name}`);
      writeWord(field, value, words, view, (1 + index) * WORD);
    });
    return words;
  };
}

function writeWord(
  { type }: Field,
  value: string | number | bigint,
  words: Uint8Array,
  view: DataView,
  offset: number,
): void {
  if (typeof value === "string") {
    writeHex(value, words, type === "address" ? offset + 12 : offset);
  } else if (typeof value === "number") {
    // At most 40 bits; the word's other bytes are never written.
    view.setUint32(offset + 24, Math.floor(value / 2 ** 32));
    view.setUint32(offset + 28, value % 2 ** 32);
  } else {
    writeBigint(value, bitsOf(type) ?? 256, view, offset);
  }
}

function writeBigint(value: bigint, bits: number, view: DataView, offset: number): void {
  // setBigUint64 keeps the low 64 bits of what it is given.
  view.setBigUint64(offset + 24, value);
  if (bits <= 64) return;
  view.setBigUint64(offset + 16, value >> 64n);
  if (bits <= 128) return;
  view.setBigUint64(offset + 8, value >> 128n);
  view.setBigUint64(offset, value >> 192n);
}

function encodeType(name: StructName): string {
  const members = USAGE_TYPES[name].map((field) => `${field.type} ${field.name}`);
  return `${name}(${members.join(",")})`;
}

function domainSeparator(domain: UsageDomain, keccak256: Signatures["keccak256"]): Uint8Array {
  const words = new Uint8Array(5 * WORD);
  const hash = (text: string) => keccak256(toUtf8Bytes(text));
  words.set(hash(DOMAIN_TYPE));
  words.set(hash(domain.name), WORD);
  words.set(hash(domain.version), 2 * WORD);
  writeBigint(domain.chainId, 256, new DataView(words.buffer), 3 * WORD);
  writeHex(domain.verifyingContract, words, 4 * WORD + 12);
  return keccak256(words);
}
