import { HttpError } from "@sahara/http";

/** What a server of this package can refuse a request for, with the HTTP status and a short human name of each. */
export const PROBLEMS = {
  "bad-request": [400, "The request is not understood"],
  "bad-signature": [401, "The signature does not fit"],
  "request-expired": [403, "The request is too old, or asks for too much time"],
  "not-releasable": [403, "The key may not be released"],
  "not-owner": [403, "Only the owner may do this"],
  conflict: [409, "Something else is there"],
  "not-found": [404, "There is nothing here"],
  "method-not-allowed": [405, "This can't be done here"],
  "not-acceptable": [406, "There is no such form of it"],
  "not-cached": [412, "It is not here now"],
  failed: [500, "The server failed"],
} as const satisfies Record<string, readonly [number, string]>;

export type ProblemName = keyof typeof PROBLEMS;

/** Thrown to refuse a request; the client gets it as a problem document. The detail is public. */
export class ProblemError extends HttpError {
  override readonly name = "ProblemError";

  constructor(problem: ProblemName, detail: string, options?: ErrorOptions) {
    const [status, title] = PROBLEMS[problem];
    super({ name: problem, title, status }, detail, options);
  }
}
