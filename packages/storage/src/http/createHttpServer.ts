import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import type { AddressInfo, Socket } from "node:net";

import { PROBLEM_CONTENT_TYPE, problemDocument, ProblemError } from "./ProblemError.ts";

/** Told of what failed through no fault of a client. Gets no secret. */
export type FailureLog = (failure: { readonly path: string; readonly error: unknown }) => void;

export type HttpServerOptions = {
  /** Answers a request, or throws a {@link ProblemError}. */
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Defaults to 127.0.0.1. */
  host?: string | undefined;
  /** Defaults to one that is free. */
  port?: number | undefined;
  onFailure?: FailureLog | undefined;
};

export type HttpServer = {
  readonly url: string;
  /** Takes no more requests, lets the running ones end, then cuts what is left. */
  readonly stop: () => Promise<void>;
};

const MAX_REQUESTS = 256;
const MAX_CONNECTIONS = 1_024;
const MAX_HEADER_BYTES = 16_384;
const REQUEST_MS = 10_000;
/** How often connections are looked at whose clients are too slow. */
const CHECK_MS = 1_000;
/** Longer than clients keep a connection, so that it is they who close it. */
const KEEP_ALIVE_MS = 65_000;
/** A client that takes nothing for so long is given up. */
const IDLE_MS = 60_000;
const STOP_MS = 5_000;

/** Starts an HTTP server with bounded headers, connections and patience. */
export async function createHttpServer({
  handle,
  host = "127.0.0.1",
  port = 0,
  onFailure,
}: HttpServerOptions): Promise<HttpServer> {
  let running = 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    running++;
    try {
      if (running > MAX_REQUESTS) throw new ProblemError("busy", "Too many requests at once.");
      await handle(request, response);
    } catch (error) {
      if (!(error instanceof ProblemError)) onFailure?.({ path: pathOf(request), error });
      sendProblem(request, response, error);
    } finally {
      running--;
    }
  }

  const server = createServer(
    {
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: REQUEST_MS,
      requestTimeout: REQUEST_MS,
      connectionsCheckingInterval: CHECK_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
    },
    (request, response) => void answer(request, response),
  );
  server.maxConnections = MAX_CONNECTIONS;
  server.setTimeout(IDLE_MS);
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => {
    if (error.code === "ECONNRESET" || !socket.writable) socket.destroy();
    else socket.end(rawProblem());
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
      }, STOP_MS);
      await closed;
      clearTimeout(timer);
    },
  };
}

/** Only what comes before the query; nothing is decoded or resolved, so a path means what it says. */
export function pathOf(request: IncomingMessage): string {
  const [path = "/"] = (request.url ?? "/").split("?", 1);
  return path;
}

/** Sends what a request was refused for; where the answer had begun, all that is left is to break it off. */
function sendProblem(request: IncomingMessage, response: ServerResponse, thrown: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const error =
    thrown instanceof ProblemError
      ? thrown
      : new ProblemError("failed", "The server could not do that now.");
  const body = problemDocument(error);
  response
    .writeHead(error.status, {
      "Content-Type": PROBLEM_CONTENT_TYPE,
      "Content-Length": Buffer.byteLength(body),
      "Cache-Control": "no-store",
      // What was not read of the request would be taken for the next one.
      ...(request.complete ? {} : { Connection: "close" }),
    })
    .end(request.method === "HEAD" ? undefined : body);
}

/** The answer to what is not even HTTP, or too slow or large to be read. */
function rawProblem(): string {
  const error = new ProblemError("bad-request", "This is not an HTTP request, or it is too large.");
  const body = problemDocument(error);
  return [
    `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status] ?? ""}`,
    `Content-Type: ${PROBLEM_CONTENT_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
    "",
    body,
  ].join("\r\n");
}
