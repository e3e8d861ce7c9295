/** What a request is refused for, by RFC 9457: a name for programs, a title for people, and the HTTP status. */
export type Problem = { readonly name: string; readonly title: string; readonly status: number };

/** The problems that any server can have with a request. */
export const HTTP_PROBLEMS = {
  badRequest: { name: "bad-request", title: "The request is not understood", status: 400 },
  notFound: { name: "not-found", title: "There is nothing here", status: 404 },
  wrongMethod: { name: "bad-request", title: "The request is not understood", status: 405 },
  slow: { name: "bad-request", title: "The request is not understood", status: 408 },
  tooLarge: { name: "too-large", title: "The request is too large", status: 413 },
  headersTooLarge: { name: "too-large", title: "The request is too large", status: 431 },
  failed: { name: "failed", title: "The server failed", status: 500 },
  busy: { name: "busy", title: "The server is busy", status: 503 },
} as const satisfies Record<string, Problem>;

export type HttpErrorOptions = ErrorOptions & {
  readonly headers?: Readonly<Record<string, string>> | undefined;
};

/** Thrown to refuse a request; the client gets it as a problem document. The message is public, the cause is not. */
export class HttpError extends Error {
  override readonly name: string = "HttpError";
  readonly kind: Problem;
  readonly headers: Readonly<Record<string, string>>;

  constructor(kind: Problem, detail: string, { headers = {}, ...options }: HttpErrorOptions = {}) {
    super(detail, options);
    this.kind = kind;
    this.headers = headers;
  }
}
