import type { UsageProblem } from "../usage/problems.ts";
import { SaharaError } from "./SaharaError.ts";

/** Thrown when an operator did not serve a call. Another operator may. */
export abstract class OperatorError extends SaharaError {
  abstract readonly operator: string;
}

/** Thrown when a node can't be reached, or what it answers is no answer. */
export class OperatorUnreachableError extends OperatorError {
  override readonly name = "OperatorUnreachableError";
  readonly operator: string;

  constructor(operator: string, reason: string, options?: ErrorOptions) {
    super(`Operator ${operator} gives no answer: ${reason}. Try later, or another.`, options);
    this.operator = operator;
  }
}

/** Thrown when a node refuses a call, and says why. */
export class CallRefusedError extends OperatorError {
  override readonly name = "CallRefusedError";
  readonly operator: string;
  readonly problem: UsageProblem;

  constructor(operator: string, problem: UsageProblem) {
    super(`Operator ${operator} refuses the call (${problem.name}): ${problem.detail}`);
    this.operator = operator;
    this.problem = problem;
  }
}

/** Thrown when a node answers what an honest one would not. Its lane is not used again; what it signed is kept. */
export class OperatorFaultError extends OperatorError {
  override readonly name = "OperatorFaultError";
  readonly operator: string;

  constructor(operator: string, reason: string, options?: ErrorOptions) {
    super(
      `Operator ${operator} is at fault: ${reason}. Nothing was acknowledged; see the store.`,
      options,
    );
    this.operator = operator;
  }
}

/** Thrown when a deposit would pass what the caller may spend. */
export class BudgetExceededError extends SaharaError {
  override readonly name = "BudgetExceededError";
  readonly token: string;
  readonly limit: bigint;
  readonly deposited: bigint;
  readonly needed: bigint;

  constructor(token: string, limit: bigint, deposited: bigint, needed: bigint) {
    super(
      `${needed} more base units of ${token} are needed, and ${deposited} of the budget of ${limit} ` +
        "are deposited. Raise the budget, or withdraw from accounts that are not needed.",
    );
    this.token = token;
    this.limit = limit;
    this.deposited = deposited;
    this.needed = needed;
  }
}

/** Thrown when nobody offers what is asked for at this price. */
export class NoOperatorError extends SaharaError {
  override readonly name = "NoOperatorError";

  constructor(what: string) {
    super(`No operator offers ${what} in time and within the price. See findOffers.`);
  }
}

/** Thrown when all operators that were tried failed. */
export class AllOperatorsFailedError extends SaharaError {
  override readonly name = "AllOperatorsFailedError";
  readonly failures: readonly OperatorError[];

  constructor(failures: readonly OperatorError[]) {
    super(`Nobody answered: ${failures.map(({ message }) => message).join(" ")}`, {
      cause: failures.at(-1),
    });
    this.failures = failures;
  }
}
