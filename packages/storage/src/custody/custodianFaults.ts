import { StorageError } from "../StorageError.ts";

/**
 * What a custodian did: it is not there, it did not answer in time, it said no, it answered nonsense, or it gave another
 * share than it was given. `late` ones had not answered when the others had: nothing is held against them.
 */
export type FaultKind =
  "unreachable" | "timeout" | "refused" | "malformed" | "wrong-share" | "late";

export type CustodianFault = {
  readonly index: number;
  readonly url: string;
  readonly fault: FaultKind;
  /** For people; for `refused` what the custodian says. */
  readonly detail: string;
};

/** Thrown when one custodian could not be used; {@link NotEnoughSharesError} lists them. */
export class CustodianError extends StorageError {
  override readonly name = "CustodianError";
  readonly fault: FaultKind;

  constructor(fault: FaultKind, detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.fault = fault;
  }
}

/** Thrown when too few custodians gave their share. Names each that did not, and why. */
export class NotEnoughSharesError extends StorageError {
  override readonly name = "NotEnoughSharesError";
  readonly found: number;
  readonly threshold: number;
  readonly faults: readonly CustodianFault[];

  constructor(found: number, threshold: number, faults: readonly CustodianFault[]) {
    const list = faults.map(({ url, fault, detail }) => `${url}: ${fault}: ${detail}`).join("; ");
    super(`${found} of ${threshold} shares came together. ${list}`);
    this.found = found;
    this.threshold = threshold;
    this.faults = faults;
  }
}
