import { InputError } from "./inputErrors.ts";

/** Thrown when a proposal names a function that a contract does not have, or arguments that it does not take. */
export class UnknownCallError extends InputError {
  override readonly name = "UnknownCallError";

  constructor(call: string, options?: ErrorOptions) {
    super(`"${call}" can't be called. Check the function's name and its arguments.`, options);
  }
}

/** Thrown when no proposal has this id. */
export class UnknownProposalError extends InputError {
  override readonly name = "UnknownProposalError";
  readonly proposalId: bigint;

  constructor(proposalId: bigint) {
    super(`There is no proposal ${proposalId}. List them with findProposals.`);
    this.proposalId = proposalId;
  }
}
