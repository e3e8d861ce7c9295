/** Thrown when a program is no module that may run: says what about it is not. */
export class ProgramRefusedError extends Error {
  override readonly name = "ProgramRefusedError";

  constructor(reason: string, options?: ErrorOptions) {
    super(`The program is refused: ${reason}.`, options);
  }
}

/** Thrown when all rows together took longer than the node gives a job. */
export class OutOfTimeError extends Error {
  override readonly name = "OutOfTimeError";

  constructor(seconds: number) {
    super(`The rows were not done after ${seconds} s. Give the job more time, or fewer rows.`);
  }
}

/** Thrown when an answer would be larger than the owner lets out. */
export class OutputTooLargeError extends Error {
  override readonly name = "OutputTooLargeError";

  constructor(what: string, count: number, most: number) {
    super(`The answer may have ${count} ${what}, the owner lets out ${most}.`);
  }
}
