import type { Label } from "./mail.ts";
import type { Sample } from "./sample.ts";

/** Thrown when there is not a single sample to work on. */
export class EmptySampleSetError extends Error {
  override readonly name = "EmptySampleSetError";

  constructor() {
    super("There are no samples to work on. Check the groups and the hold-out share.");
  }
}

/** Thrown when samples of one kind alone, or no samples at all, are to tell two kinds apart. */
export class SingleClassError extends Error {
  override readonly name = "SingleClassError";
  readonly missing: readonly Label[];

  constructor(missing: readonly Label[]) {
    super(
      `The samples hold no ${missing.join(" and no ")}. Add groups until both kinds are there.`,
    );
    this.missing = missing;
  }
}

/** @throws {EmptySampleSetError} When there are no samples. */
export function requireSamples(samples: readonly Sample[]): void {
  if (samples.length === 0) throw new EmptySampleSetError();
}

/** @throws {SingleClassError} When `samples` lacks ham or spam. */
export function requireBothLabels(samples: readonly Sample[]): void {
  const missing = findMissingLabels(samples);
  if (missing.length > 0) throw new SingleClassError(missing);
}

/** The labels that no sample has. */
export function findMissingLabels(samples: readonly Sample[]): Label[] {
  const labels = ["ham", "spam"] as const;
  return labels.filter((wanted) => !samples.some(({ label }) => label === wanted));
}
