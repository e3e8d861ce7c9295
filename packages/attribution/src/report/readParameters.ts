import { MethodParameterError, type MethodParameters } from "./AttributionMethod.ts";

/** Takes parameters out one by one, so that a name that nobody asked for is found. */
export type ParameterReader = {
  /** A whole number in a range. */
  readonly count: (name: string, range: { from: number; to: number }) => number;
  /** Units, as a decimal text. */
  readonly units: (name: string) => bigint;
  /** One of some words. */
  readonly word: <const Word extends string>(name: string, words: readonly Word[]) => Word;
  /** 32 bytes of hex. */
  readonly seed: (name: string) => `0x${string}`;
  /** @throws {MethodParameterError} When something is left. */
  readonly end: () => void;
};

/** Every reading throws a {@link MethodParameterError} when the parameter is missing or out of range. */
export function readParameters(parameters: MethodParameters): ParameterReader {
  const left = new Set(Object.keys(parameters));
  const take = (name: string) => {
    left.delete(name);
    return parameters[name];
  };

  return {
    count(name, { from, to }) {
      const value = take(name);
      if (typeof value === "number" && Number.isInteger(value) && value >= from && value <= to) {
        return value;
      }
      throw new MethodParameterError(name, `must be a whole number from ${from} to ${to}`);
    },
    units(name) {
      const value = take(name);
      if (typeof value === "string" && /^[1-9]\d*$/.test(value)) return BigInt(value);
      throw new MethodParameterError(name, "must be a whole number in a text");
    },
    word(name, words) {
      const value = take(name);
      const word = words.find((each) => each === value);
      if (word === undefined) {
        throw new MethodParameterError(name, `must be one of: ${words.join(", ")}`);
      }
      return word;
    },
    seed(name) {
      const value = take(name);
      // The pattern is that of the type.
      if (typeof value === "string" && /^0x[0-9a-f]{64}$/.test(value))
        return value as `0x${string}`;
      throw new MethodParameterError(name, "must be 32 bytes of hex");
    },
    end() {
      for (const name of left) throw new MethodParameterError(name, "is not known to the method");
    },
  };
}
