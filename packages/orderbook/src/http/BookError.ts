import { HTTP_PROBLEMS, HttpError, type HttpErrorOptions, type Problem } from "@sahara/http";

/** What the book can refuse a request for, beside what any server can. */
export const BOOK_PROBLEMS = {
  "bad-request": HTTP_PROBLEMS.badRequest,
  "bad-signature": problem("bad-signature", "The signature does not fit", 401),
  "request-expired": problem(
    "request-expired",
    "The request is too old, or good for too long",
    403,
  ),
  "not-found": HTTP_PROBLEMS.notFound,
  "too-many": problem("too-many", "The book keeps no more of these", 409),
  "not-fillable": problem("not-fillable", "The chain does not bear it out", 422),
  "not-anchored": problem("not-anchored", "The chain does not name it", 422),
  "rate-limited": problem("rate-limited", "Too many requests", 429),
} as const satisfies Record<string, Problem>;

export type BookProblem = keyof typeof BOOK_PROBLEMS;

/** Thrown to refuse a request; the client gets it as a problem document. The detail is public. */
export class BookError extends HttpError {
  override readonly name = "BookError";

  constructor(name: BookProblem, detail: string, options?: HttpErrorOptions) {
    super(BOOK_PROBLEMS[name], detail, options);
  }
}

function problem(name: string, title: string, status: number): Problem {
  return { name, title, status };
}
