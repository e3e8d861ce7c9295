import { once } from "node:events";
import { createServer, STATUS_CODES } from "node:http";
import type { AddressInfo, Socket } from "node:net";

import { encodeProblem, PROBLEM_CONTENT_TYPE } from "@sahara/sdk";

import type { Limits } from "../config/NodeConfig.ts";
import type { Api } from "./createApi.ts";
import { PROBLEM_TITLES } from "./ProblemError.ts";

export type HttpServer = ReturnType<typeof createHttpServer>;

export type HttpServerDeps = {
  readonly api: Api;
  readonly listen: { readonly host: string; readonly port: number };
  readonly limits: Limits;
};

const KEEP_ALIVE_MS = 65_000;
/** How often connections are looked at whose clients are too slow. */
const CHECK_MS = 1_000;
/** Time for running requests to end before their connections are cut. */
const STOP_MS = 5_000;

/** The HTTP server: bounded headers, connections and patience. */
export function createHttpServer({ api, listen, limits }: HttpServerDeps) {
  const server = createServer(
    {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.requestMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: Math.min(CHECK_MS, limits.requestMs),
      noDelay: true,
    },
    (request, response) => void api.handle(request, response),
  );
  server.maxConnections = limits.connections;
  // A client that stops reading its answer is given up after the same time.
  server.setTimeout(Math.max(limits.requestMs, limits.modelMs) + CHECK_MS);
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => {
    if (error.code === "ECONNRESET" || !socket.writable) socket.destroy();
    else socket.end(rawProblem(error.code));
  });

  return {
    /** Starts to listen, and returns the address. */
    async start(): Promise<{ host: string; port: number }> {
      server.listen(listen.port, listen.host);
      await once(server, "listening");
      // It listens on a port, not on a pipe.
      const { address, port } = server.address() as AddressInfo;
      return { host: address, port };
    },

    /** Takes no more requests, lets the running ones end, then cuts what is left. */
    async stop(): Promise<void> {
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

/** The answer to what is not even HTTP, or too slow or large to be read. */
function rawProblem(code: string | undefined): string {
  const [status, name, detail] = describeFault(code);
  const title = PROBLEM_TITLES[name];
  const body = encodeProblem({ name, title, status, detail });
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`,
    `Content-Type: ${PROBLEM_CONTENT_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
    "",
    body,
  ].join("\r\n");
}

function describeFault(code: string | undefined) {
  switch (code) {
    case "HPE_HEADER_OVERFLOW":
      return [431, "too-large", "The headers are too large."] as const;
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return [408, "bad-request", "The request did not come in time."] as const;
    default:
      return [400, "bad-request", "This is not an HTTP request."] as const;
  }
}
