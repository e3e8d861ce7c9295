import { isAddress, isHexString } from "ethers";

import type { JsonObject } from "../models/Json.ts";
import { ConfigError } from "./ConfigError.ts";

export type Fields = ReturnType<typeof readFields>;

const NAME_PATTERN = /^[a-z0-9][a-z0-9._-]{0,63}$/;
const AMOUNT_PATTERN = /^(0|[1-9][0-9]{0,38})$/;

/**
 * Reads the members of an object, each with a check and perhaps a default, and remembers which were asked for.
 *
 * @param at Where the object is, for messages.
 */
export function readFields(value: unknown, at: string) {
  const place = at === "" ? "The configuration" : at;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ConfigError(place, "must be an object");
  }
  const object = value as Readonly<Record<string, unknown>>;
  const asked = new Set<string>();

  const where = (name: string) => (at === "" ? name : `${at}.${name}`);
  const fail = (name: string, problem: string) => new ConfigError(where(name), problem);

  function take(name: string): unknown {
    asked.add(name);
    return object[name];
  }

  function parse<T>(name: string, fallback: T | undefined, read: (value: unknown) => T): T {
    const found = take(name);
    if (found !== undefined) return read(found);
    if (fallback === undefined) throw fail(name, "is missing");
    return fallback;
  }

  function text(name: string, fallback?: string): string {
    return parse(name, fallback, (found) => {
      if (typeof found !== "string" || found === "") throw fail(name, "must be a text");
      return found;
    });
  }

  function matching(name: string, expected: string, fits: (value: string) => boolean): string {
    const found = text(name);
    if (!fits(found)) throw fail(name, `must be ${expected}`);
    return found;
  }

  return {
    text,
    /** A name as it may stand in a URL. */
    name: (name: string) =>
      matching(name, "lower-case letters, digits, dots and dashes", (found) =>
        NAME_PATTERN.test(found),
      ),
    address: (name: string) => matching(name, "an address", isAddress).toLowerCase(),
    bytes32: (name: string) =>
      matching(name, "0x and 64 hex digits", (found) => isHexString(found, 32)).toLowerCase(),
    url: (name: string, fallback?: string) => {
      const found = text(name, fallback);
      if (!/^https?:$/.test(URL.parse(found)?.protocol ?? "")) {
        throw fail(name, "must be an http(s) URL");
      }
      return found;
    },
    integer: (name: string, fallback: number, max: number) =>
      parse(name, fallback, (found) => {
        if (!Number.isInteger(found) || (found as number) < 0 || (found as number) > max) {
          throw fail(name, `must be a whole number of at most ${max}`);
        }
        return found as number;
      }),
    /** Base units, as text because JSON's numbers are too small. */
    amount: (name: string, fallback?: bigint) =>
      parse(name, fallback, (found) => {
        if (typeof found !== "string" || !AMOUNT_PATTERN.test(found)) {
          throw fail(name, 'must be base units as text, such as "1000"');
        }
        return BigInt(found);
      }),
    oneOf: <const T extends string>(name: string, options: readonly T[], fallback: T): T =>
      parse(name, fallback, (found) => {
        const option = options.find((each) => each === found);
        if (option === undefined) throw fail(name, `must be one of ${options.join(", ")}`);
        return option;
      }),
    /** Some of the options, each once; all of them unless said otherwise. */
    some: <const T extends string>(name: string, options: readonly T[]): readonly T[] =>
      parse(name, options, (found) => {
        const named: unknown[] = Array.isArray(found) ? found : [];
        const chosen = options.filter((option) => named.includes(option));
        if (chosen.length === 0 || chosen.length !== named.length) {
          throw fail(name, `must list some of ${options.join(", ")}`);
        }
        return chosen;
      }),
    optional: <T>(name: string, read: (name: string) => T): T | undefined =>
      take(name) === undefined ? undefined : read(name),
    /** An object that somebody else checks. */
    json: (name: string) =>
      parse<JsonObject>(name, {}, (found) => {
        if (typeof found !== "object" || found === null || Array.isArray(found)) {
          throw fail(name, "must be an object");
        }
        // It came out of JSON.parse.
        return found as JsonObject;
      }),
    fields: (name: string) => readFields(take(name) ?? {}, where(name)),
    list: (name: string) =>
      parse<unknown[]>(name, undefined, (found) => {
        if (!Array.isArray(found) || found.length === 0) {
          throw fail(name, "must be a list with at least one item");
        }
        return found;
      }).map((item, index) => readFields(item, `${where(name)}[${index}]`)),
    /** @throws {ConfigError} For a member that nothing asked for, which is a misspelt one. */
    refuseOthers(): void {
      const other = Object.keys(object).find((name) => !asked.has(name));
      if (other !== undefined) throw fail(other, "is unknown; see packages/node/*.example.json");
    },
  };
}
