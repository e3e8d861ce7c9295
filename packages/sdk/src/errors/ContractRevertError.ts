import type { ErrorDescription } from "ethers";

import { ADVICE } from "./advice.ts";
import { SaharaError } from "./SaharaError.ts";

/** Thrown when a contract refused a call: which error, with which values, and what to do about it. */
export class ContractRevertError extends SaharaError {
  override readonly name = "ContractRevertError";
  /** Name of the custom error, for example `RevenueLedger_Frozen`. */
  readonly errorName: string;
  /** The error's values by their names. */
  readonly args: Readonly<Record<string, unknown>>;
  /** What to do. */
  readonly advice: string;
  /** The revert data as it came. */
  readonly data: string;

  constructor(description: ErrorDescription, data: string, options?: ErrorOptions) {
    const args = namedArguments(description);
    const values = Object.entries(args).map(([name, value]) => `${name}: ${String(value)}`);
    const advice = ADVICE[description.name] ?? "See the error's description in the contract.";
    super(`${description.name}(${values.join(", ")}). ${advice}`, options);
    this.errorName = description.name;
    this.args = args;
    this.advice = advice;
    this.data = data;
  }
}

function namedArguments({ args, fragment }: ErrorDescription): Record<string, unknown> {
  return Object.fromEntries(
    fragment.inputs.map(({ name }, index) => [name === "" ? `${index}` : name, args[index]]),
  );
}
