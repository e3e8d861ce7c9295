import { StorageError } from "../StorageError.ts";

/** Thrown when a document from elsewhere does not have its form; says where. */
export class MalformedDocumentError extends StorageError {
  override readonly name = "MalformedDocumentError";
  readonly field: string;

  constructor(field: string, reason: string) {
    super(`The document is not understood: ${field} ${reason}.`);
    this.field = field;
  }
}

/** An object from JSON whose members are not checked yet. */
export type Fields = Readonly<Record<string, unknown>>;

const PATTERNS = {
  address: /^0x[0-9a-fA-F]{40}$/,
  bytes32: /^0x[0-9a-fA-F]{64}$/,
  /** A contract account takes what it likes, up to 4,096 bytes: also none, where it has approved before. */
  signature: /^0x([0-9a-fA-F]{2}){0,4096}$/,
  /** No leading zeros, so that a number has one form. */
  decimal: /^(0|[1-9][0-9]{0,77})$/,
  /** 32 bytes as they are wrapped. */
  share: /^0x[0-9a-fA-F]{160}$/,
  url: /^https?:\/\/[\x21-\x7e]{1,500}$/,
  cid: /^[a-z0-9]{1,128}$/,
} as const;

/** An object with exactly these members. */
export function parseFields(value: unknown, where: string, names: readonly string[]): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new MalformedDocumentError(where, "is no object");
  }
  const fields = value as Fields;
  for (const name of names) {
    if (!Object.hasOwn(fields, name))
      throw new MalformedDocumentError(`${where}.${name}`, "is missing");
  }
  const odd = Object.keys(fields).find((name) => !names.includes(name));
  if (odd !== undefined) throw new MalformedDocumentError(where, "has a member too many");
  return fields;
}

/** A text of a known form. */
export function parseText(fields: Fields, name: string, form: keyof typeof PATTERNS): string {
  const value = fields[name];
  if (typeof value === "string" && PATTERNS[form].test(value)) return value;
  throw new MalformedDocumentError(name, `is no ${form}`);
}

/** 32 bytes, a share or another text that begins with 0x. */
export function parseHex(
  fields: Fields,
  name: string,
  form: "address" | "bytes32" | "signature" | "share",
): `0x${string}` {
  // The pattern of each form begins with it.
  return parseText(fields, name, form) as `0x${string}`;
}

/** A whole number of at most 256 bits, written in decimal. */
export function parseBigint(fields: Fields, name: string): bigint {
  const value = BigInt(parseText(fields, name, "decimal"));
  if (value < 1n << 256n) return value;
  throw new MalformedDocumentError(name, "is out of range");
}

/** A small whole number. */
export function parseSmall(fields: Fields, name: string, min: number, max: number): number {
  const value = fields[name];
  if (typeof value === "number" && Number.isInteger(value) && value >= min && value <= max) {
    return value;
  }
  throw new MalformedDocumentError(name, `is no whole number from ${min} to ${max}`);
}

/** A list of bounded length. */
export function parseList(fields: Fields, name: string, maxLength: number): readonly unknown[] {
  const value = fields[name];
  if (Array.isArray(value) && value.length <= maxLength) return value as readonly unknown[];
  throw new MalformedDocumentError(name, `is no list of at most ${maxLength}`);
}
