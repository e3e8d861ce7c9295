import { once } from "node:events";
import { connect, type Socket } from "node:net";

export type HttpAnswer = {
  readonly status: number;
  /** Status line and headers as they came. */
  readonly head: string;
  readonly body: Buffer;
};

export type Connection = Awaited<ReturnType<typeof openConnection>>;

const HEAD_END = "\r\n\r\n";

/**
 * A connection that is kept for one request after another. It costs a tenth of what `fetch` does, so that the client
 * is not what a benchmark measures; it reads answers that say their length, as all here do.
 */
export async function openConnection(url: string) {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  await once(socket, "connect");
  let waiting:
    { resolve: (answer: HttpAnswer) => void; reject: (error: Error) => void } | undefined;
  let received: Buffer = Buffer.alloc(0);

  function fail(error: Error): void {
    waiting?.reject(error);
    waiting = undefined;
    socket.destroy();
  }
  socket.on("data", (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    try {
      const parsed = parseAnswer(received);
      if (parsed === undefined) return;
      received = received.subarray(parsed.length);
      waiting?.resolve(parsed.answer);
      waiting = undefined;
    } catch (error) {
      fail(error instanceof Error ? error : new Error(String(error)));
    }
  });
  socket.on("error", fail);
  socket.on("close", () => {
    fail(new Error("The server closed the connection."));
  });

  return {
    /** Sends a request and waits for its answer. One at a time. */
    exchange: (request: string): Promise<HttpAnswer> => exchange(socket, request),
    close: (): void => void socket.destroy(),
  };

  function exchange(to: Socket, request: string): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      waiting = { resolve, reject };
      to.write(request, "latin1");
    });
  }
}

/** The first answer in some bytes, and how many of them it takes; undefined while it is not complete. */
export function parseAnswer(bytes: Buffer): { answer: HttpAnswer; length: number } | undefined {
  const headLength = bytes.indexOf(HEAD_END, 0, "latin1");
  if (headLength === -1) return undefined;
  const head = bytes.toString("latin1", 0, headLength);
  const bodyLength = headerOf(head, "content-length");
  if (bodyLength === undefined) throw new Error(`The answer does not say its length: ${head}`);

  const start = headLength + HEAD_END.length;
  const length = start + Number(bodyLength);
  if (bytes.length < length) return undefined;
  const status = Number(head.slice("HTTP/1.1 ".length, "HTTP/1.1 200".length));
  return { answer: { status, head, body: bytes.subarray(start, length) }, length };
}

/** The value of a header, of which there is one at most. */
export function headerOf(head: string, name: string): string | undefined {
  const start = head.toLowerCase().indexOf(`\r\n${name}: `);
  if (start === -1) return undefined;
  const from = start + name.length + 4;
  const end = head.indexOf("\r\n", from);
  return head.slice(from, end === -1 ? undefined : end);
}

/** A POST of JSON that must be ASCII, as text. */
export function postRequest(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): string {
  const { host, pathname } = new URL(url);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n${lines.join("")}\r\n${body}`;
}
