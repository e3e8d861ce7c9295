import { expect } from "chai";

/** Awaits a promise that must fail with an error of a class, and returns its message. */
export async function refusal(
  promise: Promise<unknown>,
  expected: abstract new (...args: never[]) => Error,
): Promise<string> {
  const outcome = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(outcome).to.be.instanceOf(expected);
  return (outcome as Error).message; // checked by the line above
}
