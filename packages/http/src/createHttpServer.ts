import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import type { AddressInfo, Socket } from "node:net";

import { HTTP_PROBLEMS, HttpError } from "./HttpError.ts";
import { encodeProblem, PROBLEM_CONTENT_TYPE } from "./problemDocument.ts";

export type ServerLimits = {
  readonly connections: number;
  readonly headerBytes: number;
  /** Time for a client to send its request. */
  readonly requestMs: number;
  /** A connection on which nothing moves is given up after so long. */
  readonly idleMs: number;
  /** Time for running requests to end, when the server stops, before their connections are cut. */
  readonly stopMs: number;
};

/** Enough for a server that answers at once. */
export const SERVER_LIMITS: ServerLimits = {
  connections: 1_024,
  headerBytes: 16_384,
  requestMs: 10_000,
  idleMs: 60_000,
  stopMs: 5_000,
};

export type HttpServerOptions = {
  /** Answers a request; never throws. See `createHandler`. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Defaults to 127.0.0.1. */
  readonly host?: string | undefined;
  /** Defaults to one that is free. */
  readonly port?: number | undefined;
  readonly limits?: ServerLimits | undefined;
};

export type HttpServer = {
  readonly url: string;
  /** Takes no more requests, lets the running ones end, then cuts what is left. */
  readonly stop: () => Promise<void>;
};

/** Longer than clients keep a connection, so that it is they who close it. */
const KEEP_ALIVE_MS = 65_000;
/** How often connections are looked at whose clients are too slow. */
const CHECK_MS = 1_000;

/** Starts an HTTP server with bounded headers, connections and patience. */
export async function createHttpServer({
  handle,
  host = "127.0.0.1",
  port = 0,
  limits = SERVER_LIMITS,
}: HttpServerOptions): Promise<HttpServer> {
  const server = createServer(
    {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.requestMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: Math.min(CHECK_MS, limits.requestMs),
      noDelay: true,
    },
    (request, response) => void handle(request, response),
  );
  server.maxConnections = limits.connections;
  server.setTimeout(limits.idleMs);
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => {
    if (error.code === "ECONNRESET" || !socket.writable) socket.destroy();
    else socket.end(rawProblem(toHttpError(error.code)));
  });
  server.listen(port, host);
  await once(server, "listening");
  // It listens on a port, not on a pipe.
  const { address, port: taken, family } = server.address() as AddressInfo;

  return {
    url: `http://${family === "IPv6" ? `[${address}]` : address}:${taken}`,
    async stop() {
      if (!server.listening) return;
      const closed = once(server, "close");
      server.close();
      server.closeIdleConnections();
      const timer = setTimeout(() => {
        server.closeAllConnections();
      }, limits.stopMs);
      await closed;
      clearTimeout(timer);
    },
  };
}

/** What is not even HTTP, or too slow or large to be read. */
function toHttpError(code: string | undefined): HttpError {
  switch (code) {
    case "HPE_HEADER_OVERFLOW":
      return new HttpError(HTTP_PROBLEMS.headersTooLarge, "The headers are too large.");
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return new HttpError(HTTP_PROBLEMS.slow, "The request did not come in time.");
    default:
      return new HttpError(HTTP_PROBLEMS.badRequest, "This is not an HTTP request.");
  }
}

function rawProblem(error: HttpError): string {
  const { status } = error.kind;
  const body = encodeProblem(error);
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`,
    `Content-Type: ${PROBLEM_CONTENT_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
    "",
    body,
  ].join("\r\n");
}
