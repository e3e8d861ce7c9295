import { SaharaError } from "./SaharaError.ts";

/** Thrown when a file is missing or does not hold what it should. */
export class UnreadableFileError extends SaharaError {
  override readonly name = "UnreadableFileError";
  readonly file: string;

  constructor(file: string, options?: ErrorOptions) {
    super(`Can't read ${file}. Check the path, and that the file was written completely.`, options);
    this.file = file;
  }
}
