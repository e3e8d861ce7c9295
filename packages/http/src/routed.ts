import type { IncomingMessage, ServerResponse } from "node:http";

import { findRoute, type Route } from "./findRoute.ts";

/** Has each request answered by its route. What `findRoute` throws, this does. */
export const routed =
  (routes: readonly Route[]) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { route, groups } = findRoute(routes, request);
    await route.handle(request, response, groups);
  };
