import { ContractRevertError } from "@sahara/sdk";
import { expect } from "chai";

type ErrorClass<E> = abstract new (...args: never[]) => E;

/** Awaits a promise that must fail with an error of a class, and returns that error. */
export async function expectRejection<E extends Error>(
  promise: Promise<unknown>,
  expected: ErrorClass<E>,
): Promise<E> {
  const outcome = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(outcome).to.be.instanceOf(expected);
  // Just checked.
  return outcome as E;
}

/** Expects the SDK's error for a custom error of a contract, with exactly its arguments and some advice. */
export async function expectRevert(
  promise: Promise<unknown>,
  errorName: string,
  args: Record<string, unknown>,
): Promise<void> {
  const error = await expectRejection(promise, ContractRevertError);
  expect(error.errorName).to.equal(errorName);
  expect(error.args).to.deep.equal(args);
  expect(error.advice).not.to.equal("");
}
