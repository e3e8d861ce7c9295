import { InputError } from "./inputErrors.ts";

/** Thrown when things can't be bought together. */
export class InvalidBasketError extends InputError {
  override readonly name = "InvalidBasketError";
}
