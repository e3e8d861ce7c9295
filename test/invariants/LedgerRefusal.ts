/** The contracts whose refusals the model predicts. */
export type Refuser = "ledger" | "inboxes" | "contributorRoots";

/** The model's word for a revert: which error, of which contract, with which values. */
export class LedgerRefusal extends Error {
  override readonly name = "LedgerRefusal";

  constructor(
    readonly refuser: Refuser,
    readonly error: string,
    readonly values: readonly unknown[],
  ) {
    super(`${error}(${values.join(", ")})`);
  }
}

/** Refuses unless `met`. */
export function requireThat(met: boolean, error: string, ...values: unknown[]): asserts met {
  if (!met) throw new LedgerRefusal("ledger", error, values);
}
