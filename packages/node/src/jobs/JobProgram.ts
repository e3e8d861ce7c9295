import type { ContentResolver } from "../content/ContentStore.ts";
import type { Json, JsonObject } from "../models/Json.ts";
import type { JobKind } from "./JobBoardClient.ts";

/** What a program made of a job. */
export type JobResult = {
  readonly artefact: Uint8Array;
  /** Hash of what ran. */
  readonly programHash: string;
  /** Content roots of all that was read, by the name in the specification. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly parameters: JsonObject;
  /** What was measured, for the report. */
  readonly measures: JsonObject;
};

export type JobContext = {
  readonly content: ContentResolver;
  /** Ends when the time for the job is over, or the node stops. */
  readonly signal: AbortSignal;
};

/** Which job it is. */
export type JobIdentity = {
  /** Names the job among those of all boards on all chains. */
  readonly jobRef: string;
  /** The asset that earns a share of what the job pays; 0: none. */
  readonly assetId: bigint;
};

/** Something that a node can do for a job. */
export type JobProgram = {
  /** What specifications call it. */
  readonly name: string;
  readonly kind: JobKind;
  /**
   * Checks a specification and makes the work of it, before the job is taken, and again after a restart.
   *
   * @throws {InvalidSpecificationError} When it asks for what can't be done.
   * @throws {ContentMissingError} When an input is not there yet.
   */
  prepare: (
    specification: JsonObject,
    content: ContentResolver,
    job: JobIdentity,
  ) => Promise<(context: JobContext) => Promise<JobResult>>;
};

/** Thrown when a specification is not what its program understands. */
export class InvalidSpecificationError extends Error {
  override readonly name = "InvalidSpecificationError";
}

const DIGEST = /^0x[0-9a-f]{64}$/;

/** A content root of a specification. */
export function rootMember(specification: JsonObject, name: string): string {
  const value: Json | undefined = specification[name];
  if (typeof value !== "string" || !DIGEST.test(value)) {
    throw new InvalidSpecificationError(`"${name}" must be 0x and 64 lower-case hex digits.`);
  }
  return value;
}

/** Refuses members that a program does not know: what a client asks for must not be passed over. */
export function allowMembers(object: JsonObject, allowed: readonly string[]): void {
  const unknown = Object.keys(object).filter((name) => !allowed.includes(name));
  if (unknown.length > 0) {
    throw new InvalidSpecificationError(`Nothing is known of "${unknown.join('", "')}".`);
  }
}
