import type { ServerResponse } from "node:http";

/** Sends a document, such as a list. */
export function sendJson(response: ServerResponse, document: unknown, status = 200): void {
  const body = JSON.stringify(document);
  response
    .writeHead(status, {
      "Content-Type": "application/json",
      "Content-Length": Buffer.byteLength(body),
      "Cache-Control": "no-store",
    })
    .end(body);
}
