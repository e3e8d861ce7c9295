import type { IncomingMessage } from "node:http";

import { ProblemError } from "./ProblemError.ts";

/**
 * Reads a request's body.
 *
 * @throws {ProblemError} `too-large`, before the rest is read.
 */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const tooLarge = () =>
    new ProblemError("too-large", `A request may have ${maxBytes} bytes.`, { close: true });
  if (Number(request.headers["content-length"] ?? 0) > maxBytes) return Promise.reject(tooLarge());

  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) {
        request.pause();
        reject(tooLarge());
        return;
      }
      chunks.push(chunk);
    });
    request.once("end", () => {
      const [first] = chunks;
      resolve(chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks));
    });
    request.once("error", reject);
    request.once("close", () => {
      if (!request.complete) reject(new ClientGoneError());
    });
  });
}

/** Thrown when a client left before it had sent its request; there is nobody to tell. */
export class ClientGoneError extends Error {
  override readonly name = "ClientGoneError";

  constructor() {
    super("The client closed the connection before its request was complete.");
  }
}
