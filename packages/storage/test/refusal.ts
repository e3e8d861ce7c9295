import { expect } from "chai";

/** Asserts that `promise` is refused with an error of class `expected`, and returns the error. */
export async function refusal<E extends Error>(
  promise: Promise<unknown>,
  expected: abstract new (...args: never[]) => E,
): Promise<E> {
  const outcome: unknown = await promise.catch((error: unknown) => error);
  expect(outcome).to.be.instanceOf(expected);
  return outcome as E; // checked by the line above
}
