import type { IncomingMessage } from "node:http";

/** Only what comes before the query; nothing is decoded or resolved, so a path means what it says. */
export function pathOf(request: IncomingMessage): string {
  const url = request.url ?? "/";
  const end = url.indexOf("?");
  return end === -1 ? url : url.slice(0, end);
}
