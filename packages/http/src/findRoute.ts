import type { IncomingMessage, ServerResponse } from "node:http";

import { HTTP_PROBLEMS, HttpError } from "./HttpError.ts";
import { pathOf } from "./pathOf.ts";

/** A resource of a server. */
export type Route = {
  readonly method: "GET" | "POST" | "DELETE";
  /** Matches the whole path; `handle` gets its groups. */
  readonly path: RegExp;
  readonly handle: (
    request: IncomingMessage,
    response: ServerResponse,
    groups: readonly string[],
  ) => Promise<void> | void;
};

/**
 * Finds who answers a request.
 *
 * @throws {HttpError} `not-found`; `bad-request` (405) where another method would do.
 */
export function findRoute(
  routes: readonly Route[],
  request: IncomingMessage,
): { readonly route: Route; readonly groups: readonly string[] } {
  const path = pathOf(request);
  const matching = routes.flatMap((route) => {
    const match = route.path.exec(path);
    return match === null ? [] : [{ route, groups: match.slice(1) }];
  });
  if (matching.length === 0) throw new HttpError(HTTP_PROBLEMS.notFound, "No such resource.");
  const found = matching.find(({ route }) => route.method === request.method);
  if (found !== undefined) return found;
  const allowed = matching.map(({ route }) => route.method).join(", ");
  throw new HttpError(HTTP_PROBLEMS.wrongMethod, `This resource takes ${allowed}.`, {
    headers: { Allow: allowed },
  });
}
