import { MalformedMessageError } from "../errors/usageErrors.ts";
import { bitsOf, type Field, fieldsOf, isSmall, type Struct, type StructName } from "./structs.ts";

/** A place in a message, for errors that say where. */
export type Place = { what: string; at: string };

/** A JSON object whose members are not checked yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

const ADDRESS_PATTERN = /^0x[0-9a-fA-F]{40}$/;
const BYTES32_PATTERN = /^0x[0-9a-fA-F]{64}$/;
const BYTES_PATTERN = /^0x(?:[0-9a-fA-F]{2})*$/;
const SIGNATURE_PATTERN = /^0x[0-9a-fA-F]{130}$/;
/** No leading zeros, so that a number has one form; 78 digits are the most of 256 bits. */
const DECIMAL_PATTERN = /^(0|[1-9][0-9]{0,77})$/;

/** Where a member of an object is. */
export function member(place: Place, name: string): Place {
  return { what: place.what, at: place.at === "" ? name : `${place.at}.${name}` };
}

export function malformed(place: Place, reason: string, options?: ErrorOptions): Error {
  return new MalformedMessageError(place.what, place.at, reason, options);
}

/**
 * JSON of at most so many characters.
 *
 * @throws {MalformedMessageError}
 */
export function parseJson(text: string, maxLength: number, place: Place): unknown {
  if (text.length > maxLength) throw malformed(place, `it has more than ${maxLength} characters`);
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw malformed(place, "it is not JSON", { cause });
  }
}

export function parseObject(value: unknown, place: Place): JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw malformed(place, "it must be an object");
  }
  return value as JsonObject;
}

/**
 * An object with these members, no more and no fewer.
 *
 * @param optional Members that may be missing.
 */
export function parseExactObject(
  value: unknown,
  place: Place,
  required: readonly string[],
  optional: readonly string[] = [],
): JsonObject {
  const object = parseObject(value, place);
  for (const name of required) {
    if (!Object.hasOwn(object, name)) throw malformed(member(place, name), "it is missing");
  }
  const unknown = Object.keys(object).find(
    (name) => !required.includes(name) && !optional.includes(name),
  );
  if (unknown !== undefined) throw malformed(place, `the member "${clip(unknown)}" is unknown`);
  return object;
}

/** A struct from JSON: integers of at most 53 bits as numbers, larger ones as decimal texts. Hex in lower case. */
export function parseStruct<Name extends StructName>(
  name: Name,
  value: unknown,
  place: Place,
): Struct<Name> {
  const fields = fieldsOf(name);
  const object = parseExactObject(
    value,
    place,
    fields.map((field) => field.name),
  );
  const entries = fields.map((field) => [
    field.name,
    parseField(field, object[field.name], member(place, field.name)),
  ]);
  // Each member was parsed by its type in the table that the TypeScript type is made from.
  return Object.fromEntries(entries) as Struct<Name>;
}

/** What {@link parseStruct} reads. */
export function structToJson<Name extends StructName>(name: Name, struct: Struct<Name>) {
  const values = struct as Readonly<Record<string, string | number | bigint>>;
  const entries = fieldsOf(name).map((field) => {
    const value = values[field.name];
    return [field.name, typeof value === "bigint" ? value.toString() : value];
  });
  return Object.fromEntries(entries) as Record<string, string | number>;
}

function parseField({ type }: Field, value: unknown, place: Place): string | number | bigint {
  if (type === "address") return parseWireAddress(value, place);
  if (type === "bytes32") return parseBytes32(value, place);
  const bits = bitsOf(type) ?? 256;
  return isSmall(bits) ? parseSmall(value, bits, place) : parseDecimal(value, bits, place);
}

export function parseSmall(value: unknown, bits: number, place: Place): number {
  if (!Number.isInteger(value) || Object.is(value, -0)) {
    throw malformed(place, "it must be a whole number");
  }
  const number = value as number;
  if (number < 0 || number >= 2 ** bits) throw malformed(place, `it must fit ${bits} bits`);
  return number;
}

export function parseDecimal(value: unknown, bits: number, place: Place): bigint {
  if (typeof value !== "string" || !DECIMAL_PATTERN.test(value)) {
    throw malformed(place, "it must be a text of decimal digits");
  }
  const number = BigInt(value);
  if (number >> BigInt(bits) !== 0n) throw malformed(place, `it must fit ${bits} bits`);
  return number;
}

export function parseWireAddress(value: unknown, place: Place): string {
  return parseHex(value, ADDRESS_PATTERN, "an address", place);
}

export function parseBytes32(value: unknown, place: Place): string {
  return parseHex(value, BYTES32_PATTERN, "32 bytes of hex", place);
}

export function parseSignature(value: unknown, place: Place): string {
  return parseHex(value, SIGNATURE_PATTERN, "65 bytes of hex", place);
}

/** Bytes of any number up to a most, none included. */
export function parseBytes(value: unknown, maxBytes: number, place: Place): string {
  const hex = parseHex(value, BYTES_PATTERN, "bytes of hex", place);
  if (hex.length > 2 + 2 * maxBytes) throw malformed(place, `it has more than ${maxBytes} bytes`);
  return hex;
}

export function parseList(value: unknown, maxLength: number, place: Place): readonly unknown[] {
  if (!Array.isArray(value)) throw malformed(place, "it must be a list");
  if (value.length > maxLength) throw malformed(place, `it has more than ${maxLength} members`);
  return value as readonly unknown[];
}

export function parseText(value: unknown, maxLength: number, place: Place): string {
  if (typeof value !== "string") throw malformed(place, "it must be a text");
  if (value.length > maxLength) throw malformed(place, `it has more than ${maxLength} characters`);
  return value;
}

function parseHex(value: unknown, pattern: RegExp, expected: string, place: Place): string {
  if (typeof value !== "string" || !pattern.test(value)) {
    throw malformed(place, `it must be ${expected}`);
  }
  return value.toLowerCase();
}

function clip(name: string): string {
  return name.length <= 40 ? name : `${name.slice(0, 40)}…`;
}
