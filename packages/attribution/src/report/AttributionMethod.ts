import type { Contributor } from "@sahara/sdk";
import type { Digest, JsonValue } from "@sahara/storage";

/** What a method finds out about some data. */
export type Measurement = {
  /** Content root of what is valued. */
  dataRoot: Digest;
  /** Content root of what it is measured with. */
  testRoot: Digest;
  /** Utility of all the data together, times 1e18. */
  utility: bigint;
  /** Rows that were dropped as copies. */
  copies: number;
  /** Who earns, by a number of their own each. */
  contributors: (Contributor & { index: bigint })[];
};

/** A way to value data that gives the same on every machine. */
export type AttributionMethod = {
  readonly name: string;
  /** The folders with its source code. */
  readonly sources: readonly URL[];
  /** Values the data in a folder. */
  readonly measure: (folder: string, parameters: MethodParameters) => Promise<Measurement>;
};

/** What a method is told, by name. */
export type MethodParameters = Readonly<Record<string, JsonValue>>;

/** Thrown when a report asks a method for something that it does not know. */
export class MethodParameterError extends Error {
  override readonly name = "MethodParameterError";
  readonly parameter: string;

  constructor(parameter: string, problem: string) {
    super(`The parameter "${parameter}" ${problem}.`);
    this.parameter = parameter;
  }
}

/** Thrown when data cannot be read as a method needs it. */
export class MethodDataError extends Error {
  override readonly name = "MethodDataError";
  readonly file: string;

  constructor(file: string, problem: string, options?: ErrorOptions) {
    super(`${file} ${problem}.`, options);
    this.file = file;
  }
}
