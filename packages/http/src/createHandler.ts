import type { IncomingMessage, ServerResponse } from "node:http";

import { ClientGoneError } from "./ClientGoneError.ts";
import { HTTP_PROBLEMS, HttpError } from "./HttpError.ts";
import { pathOf } from "./pathOf.ts";
import { sendProblem } from "./problemDocument.ts";

/** Told of what failed through no fault of a client. Gets no secret. */
export type FailureLog = (failure: { readonly path: string; readonly error: unknown }) => void;

export type HandlerOptions = {
  /** Answers a request, or throws an {@link HttpError}. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;
  /** Makes an {@link HttpError} of what else is thrown; what it knows nothing of is a failure. */
  readonly translate?: ((error: unknown) => HttpError | undefined) | undefined;
  /** Requests that are answered at once; more are told that the server is busy. */
  readonly maxRequests?: number | undefined;
  readonly onFailure?: FailureLog | undefined;
};

const MAX_REQUESTS = 256;

/** Answers requests, at most so many at once, and turns whatever fails into a problem document. Never throws. */
export function createHandler({
  handle,
  translate,
  maxRequests = MAX_REQUESTS,
  onFailure,
}: HandlerOptions) {
  let running = 0;

  function toHttpError(request: IncomingMessage, error: unknown): HttpError {
    const known = error instanceof HttpError ? error : translate?.(error);
    if (known !== undefined) return known;
    onFailure?.({ path: pathOf(request), error });
    return new HttpError(HTTP_PROBLEMS.failed, "The server could not do that now.");
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    running++;
    try {
      if (running > maxRequests) {
        throw new HttpError(HTTP_PROBLEMS.busy, "Too many requests at once.");
      }
      await handle(request, response);
    } catch (error) {
      if (error instanceof ClientGoneError) response.destroy();
      else sendProblem(request, response, toHttpError(request, error));
    } finally {
      running--;
    }
  };
}
