import type { IncomingMessage, ServerResponse } from "node:http";

import type { Logger } from "../log/createLogger.ts";
import type { Metrics } from "../metrics/createMetrics.ts";
import { ProblemError } from "./ProblemError.ts";
import { type ProblemContext, problemDocument } from "./problemDocument.ts";
import { ClientGoneError } from "./readBody.ts";
import { sendProblem } from "./Reply.ts";

/** A resource of the node. */
export type Route = {
  readonly method: "GET" | "POST";
  /** Matches the whole path; `handle` gets its groups. */
  readonly path: RegExp;
  readonly handle: (
    request: IncomingMessage,
    response: ServerResponse,
    groups: readonly string[],
  ) => Promise<void> | void;
};

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

export type Api = ReturnType<typeof createApi>;

/** Finds who answers a request, and turns whatever fails into a problem document. */
export function createApi({ routes, context, urlOf, maxRequests, metrics, log }: ApiDeps) {
  let running = 0;

  async function dispatch(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = pathOf(request);
    const matching = routes.flatMap((route) => {
      const match = route.path.exec(path);
      return match === null ? [] : [{ route, groups: match.slice(1) }];
    });
    if (matching.length === 0) throw new ProblemError("not-found", "No such resource.");
    const found = matching.find(({ route }) => route.method === request.method);
    if (found === undefined) {
      const allowed = matching.map(({ route }) => route.method).join(", ");
      throw new ProblemError("bad-request", `This resource takes ${allowed}.`, { status: 405 });
    }
    await found.route.handle(request, response, found.groups);
  }

  function refuse(request: IncomingMessage, response: ServerResponse, thrown: unknown): void {
    if (thrown instanceof ClientGoneError) {
      response.destroy();
      return;
    }
    const error = thrown instanceof ProblemError ? thrown : failure(thrown);
    metrics.refused.inc({ problem: error.problem });
    if (error.status >= 500 && error.cause !== undefined) {
      log.error("request.failed", { path: pathOf(request), error: error.cause });
    }
    const resource = urlOf(pathOf(request));
    sendProblem(response, error.status, problemDocument(error, { ...context, resource }));
  }

  return {
    /** Answers one request; never throws. */
    async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
      running++;
      try {
        if (running > maxRequests) {
          const options = { status: 503, retryAfter: 1, close: true };
          throw new ProblemError("busy", "Too many requests at once.", options);
        }
        await dispatch(request, response);
      } catch (error) {
        refuse(request, response, error);
      } finally {
        running--;
      }
    },
    /** Requests that are being answered now. */
    running: (): number => running,
  };
}

/** Only what comes before the query; nothing is decoded or resolved, so a path means what it says. */
export function pathOf(request: IncomingMessage): string {
  const url = request.url ?? "/";
  const end = url.indexOf("?");
  return end === -1 ? url : url.slice(0, end);
}

/** A fault of the node itself. The details are for its log. */
function failure(cause: unknown): ProblemError {
  return new ProblemError("busy", "The node could not do that now.", {
    status: 500,
    cause,
  });
}
