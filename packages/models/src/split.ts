import type { Sample } from "./sample.ts";

/** Samples to learn from, and samples kept apart to measure with. */
export type Split = { training: Sample[]; holdOut: Sample[] };

/** Thrown when a hold-out share leaves nothing on one side. */
export class HoldOutShareError extends RangeError {
  override readonly name = "HoldOutShareError";
  readonly holdOutPercent: number;

  constructor(holdOutPercent: number) {
    super(`A hold-out of ${holdOutPercent} % is not possible. Use a number between 0 and 100.`);
    this.holdOutPercent = holdOutPercent;
  }
}

/** Share of the hold-out unless another is asked for. */
export const HOLD_OUT_PERCENT = 20;

const KEY_DIGITS = 8;

/**
 * Splits by what a mail says, not by chance: the first 32 bits of the content key decide. So the
 * split is the same everywhere, does not move when data is added, and keeps copies together.
 *
 * @param holdOutPercent Share of the hold-out, above 0 and below 100.
 * @throws {HoldOutShareError} When `holdOutPercent` is out of range.
 */
export function split(samples: readonly Sample[], holdOutPercent = HOLD_OUT_PERCENT): Split {
  requireHoldOutShare(holdOutPercent);

  const limit = (holdOutPercent / 100) * 16 ** KEY_DIGITS;
  const isHeldOut = ({ contentKey }: Sample) =>
    Number.parseInt(contentKey.slice(0, KEY_DIGITS), 16) < limit;
  return {
    training: samples.filter((sample) => !isHeldOut(sample)),
    holdOut: samples.filter(isHeldOut),
  };
}

/** @throws {HoldOutShareError} When `holdOutPercent` is not above 0 and below 100. */
export function requireHoldOutShare(holdOutPercent: number): void {
  if (!(holdOutPercent > 0 && holdOutPercent < 100)) throw new HoldOutShareError(holdOutPercent);
}
