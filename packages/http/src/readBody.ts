import type { IncomingMessage } from "node:http";

import { ClientGoneError } from "./ClientGoneError.ts";
import { HTTP_PROBLEMS, HttpError } from "./HttpError.ts";

/**
 * Reads a request's body.
 *
 * @throws {HttpError} `too-large`, before the rest is read.
 * @throws {ClientGoneError}
 */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const tooLarge = () =>
    new HttpError(HTTP_PROBLEMS.tooLarge, `A request may have ${maxBytes} bytes.`, {
      headers: { Connection: "close" },
    });
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

/**
 * Reads a request's body as JSON.
 *
 * @throws {HttpError} `bad-request` when it is none, or not called so; `too-large`.
 */
export async function readJson(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers["content-type"] ?? "")) {
    throw new HttpError(HTTP_PROBLEMS.badRequest, "The body has to be application/json.");
  }
  const body = await readBody(request, maxBytes);
  try {
    return JSON.parse(body.toString("utf8")) as unknown;
  } catch (cause) {
    throw new HttpError(HTTP_PROBLEMS.badRequest, "The body is not JSON.", { cause });
  }
}
