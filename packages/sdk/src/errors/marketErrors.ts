import { InputError } from "./inputErrors.ts";

/** Thrown when orders can't be signed or filled as written. */
export class InvalidOrdersError extends InputError {
  override readonly name = "InvalidOrdersError";
}
