import type { IncomingMessage, ServerResponse } from "node:http";

import { ClientGoneError, HttpError, pathOf, type Route, routed } from "@sahara/http";
import { PROBLEM_STATUS, type ProblemName } from "@sahara/sdk";

import type { Logger } from "../log/createLogger.ts";
import type { Metrics } from "../metrics/createMetrics.ts";
import { ProblemError } from "./ProblemError.ts";
import { type ProblemContext, problemDocument } from "./problemDocument.ts";
import { sendProblem } from "./Reply.ts";

export type ApiDeps = {
  readonly routes: readonly Route[];
  readonly context: Omit<ProblemContext, "resource">;
  /** URL of a path, as clients know it. */
  readonly urlOf: (path: string) => string;
  /** Requests that are being answered at once; more are told that the node is busy. */
  readonly maxRequests: number;
  readonly metrics: Pick<Metrics, "refused">;
  readonly log: Logger;
};

/**
 * Answers requests, at most so many at once, and turns whatever fails into a problem document that says how to pay.
 * Never throws.
 */
export function createApi({ routes, context, urlOf, maxRequests, metrics, log }: ApiDeps) {
  let running = 0;

  const dispatch = routed(routes);

  function refuse(request: IncomingMessage, response: ServerResponse, thrown: unknown): void {
    if (thrown instanceof ClientGoneError) {
      response.destroy();
      return;
    }
    const error = toProblem(thrown);
    metrics.refused.inc({ problem: error.problem });
    if (error.status >= 500 && error.cause !== undefined) {
      log.error("request.failed", { path: pathOf(request), error: error.cause });
    }
    const resource = urlOf(pathOf(request));
    sendProblem(response, error.status, problemDocument(error, { ...context, resource }));
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    running++;
    try {
      if (running > maxRequests) {
        const options = { status: 503, retryAfter: 1, headers: { Connection: "close" } };
        throw new ProblemError("busy", "Too many requests at once.", options);
      }
      await dispatch(request, response);
    } catch (error) {
      refuse(request, response, error);
    } finally {
      running--;
    }
  };
}

function toProblem(thrown: unknown): ProblemError {
  if (thrown instanceof ProblemError) return thrown;
  if (thrown instanceof HttpError && isProblemName(thrown.kind.name)) {
    const { kind, message, headers } = thrown;
    return new ProblemError(thrown.kind.name, message, { status: kind.status, headers });
  }
  // A fault of the node itself. The details are for its log.
  return new ProblemError("busy", "The node could not do that now.", {
    status: 500,
    cause: thrown,
  });
}

function isProblemName(name: string): name is ProblemName {
  return name in PROBLEM_STATUS;
}
