import type { IncomingMessage } from "node:http";

import { ProblemError } from "./ProblemError.ts";

/**
 * Reads a request's body as JSON.
 *
 * @throws {ProblemError}
 */
export async function readJson(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers["content-type"] ?? "")) {
    throw new ProblemError("bad-request", "The body has to be application/json.");
  }
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > maxBytes) {
      throw new ProblemError("too-large", `A request may have ${maxBytes} bytes.`);
    }
    pieces.push(piece);
  }
  try {
    return JSON.parse(Buffer.concat(pieces, length).toString("utf8")) as unknown;
  } catch (cause) {
    throw new ProblemError("bad-request", "The body is not JSON.", { cause });
  }
}
