import type { IncomingMessage, ServerResponse } from "node:http";

import type { HttpError } from "./HttpError.ts";

export const PROBLEM_CONTENT_TYPE = "application/problem+json";

/** The document of RFC 9457. */
export function encodeProblem({ kind, message }: HttpError): string {
  const { name, title, status } = kind;
  return JSON.stringify({ type: `urn:sahara:problem:${name}`, title, status, detail: message });
}

/** Sends what a request was refused for; where the answer had begun, all that is left is to break it off. */
export function sendProblem(
  request: IncomingMessage,
  response: ServerResponse,
  error: HttpError,
): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const body = encodeProblem(error);
  response
    .writeHead(error.kind.status, {
      "Content-Type": PROBLEM_CONTENT_TYPE,
      "Content-Length": Buffer.byteLength(body),
      "Cache-Control": "no-store",
      // What was not read of the request would be taken for the next one.
      ...(request.complete ? {} : { Connection: "close" }),
      ...error.headers,
    })
    .end(request.method === "HEAD" ? undefined : body);
}
