import canonicalize from "canonicalize";

/** A value that JSON can express without loss. */
export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** Levels of arrays and objects that {@link canonicalJson} accepts; a cycle runs into it too. */
export const MAX_JSON_DEPTH = 64;

/** In a pattern with the u flag, a surrogate matches only when its other half is missing. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Thrown when a value would change, or vanish, on its way through JSON. */
export class NotJsonError extends TypeError {
  override readonly name = "NotJsonError";
  /** Where it is, for example `$.parents[0]`. */
  readonly path: string;

  constructor(path: string, found: string) {
    super(
      `${path} is ${found}, which JSON cannot express. Use null, booleans, finite numbers, ` +
        "well-formed strings, arrays and plain objects; write a bigint as a decimal string.",
    );
    this.path = path;
  }
}

/**
 * The canonical text of a JSON value by RFC 8785 (JCS): keys sorted by UTF-16 unit, no white space,
 * numbers as ECMAScript prints them. Equal values give equal texts, whatever order they were built in.
 *
 * Stricter than `JSON.stringify`: what that would drop or convert (undefined, dates, class
 * instances, holes in arrays) is refused instead.
 *
 * @throws {NotJsonError} When a value has no JSON form, or nests deeper than {@link MAX_JSON_DEPTH}.
 */
export function canonicalJson(value: JsonValue): string {
  checkJson(value, "$", 0);
  const text = canonicalize(value);
  if (text === undefined) throw new Error("cannot happen: the value was checked");
  return text;
}

function checkJson(value: unknown, path: string, depth: number): void {
  if (depth > MAX_JSON_DEPTH)
    throw new NotJsonError(path, `more than ${MAX_JSON_DEPTH} levels deep`);
  if (value === null || typeof value === "boolean") return;
  if (typeof value === "string") return checkString(value, path);
  if (typeof value === "number" && Number.isFinite(value)) return;
  if (typeof value !== "object") throw new NotJsonError(path, describe(value));

  if (Array.isArray(value)) {
    // Unlike forEach, a counted loop sees the holes.
    for (let i = 0; i < value.length; i++) checkJson(value[i], `${path}[${i}]`, depth + 1);
    return;
  }

  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new NotJsonError(path, "an instance of a class");
  }
  for (const [key, member] of Object.entries(value)) {
    checkString(key, path);
    checkJson(member, `${path}.${key}`, depth + 1);
  }
}

function checkString(text: string, path: string): void {
  if (LONE_SURROGATE.test(text))
    throw new NotJsonError(path, "a string with half a surrogate pair");
}

function describe(value: unknown): string {
  return typeof value === "number" ? String(value) : `of type ${typeof value}`;
}
