import { once } from "node:events";
import { connect } from "node:net";

import { expect } from "chai";

import { createHandler } from "./createHandler.ts";
import { createHttpServer, type HttpServer, SERVER_LIMITS } from "./createHttpServer.ts";
import type { Route } from "./findRoute.ts";
import { HTTP_PROBLEMS, HttpError } from "./HttpError.ts";
import { readJson } from "./readBody.ts";
import { routed } from "./routed.ts";
import { sendJson } from "./sendJson.ts";

const MAX_BYTES = 64;

class OddError extends Error {}

describe("createHttpServer", () => {
  let server: HttpServer;
  let release: () => void;
  let held: Promise<void>;
  let arrived: Promise<void>;
  let failures: unknown[];

  beforeEach(async () => {
    held = new Promise((resolve) => (release = resolve));
    let tellArrived: () => void;
    arrived = new Promise((resolve) => (tellArrived = resolve));
    failures = [];
    const routes: Route[] = [
      {
        ...{ method: "POST", path: /^\/echo$/ },
        handle: async (request, response) => {
          sendJson(response, await readJson(request, MAX_BYTES));
        },
      },
      {
        ...{ method: "GET", path: /^\/held\/(\d+)$/ },
        handle: async (_, response, [number]) => {
          tellArrived();
          await held;
          sendJson(response, { number });
        },
      },
      {
        ...{ method: "GET", path: /^\/odd$/ },
        handle: () => Promise.reject(new OddError("known to the server")),
      },
      {
        ...{ method: "GET", path: /^\/fails$/ },
        handle: () => Promise.reject(new Error("a secret")),
      },
    ];
    const handle = createHandler({
      maxRequests: 1,
      handle: routed(routes),
      translate: (error) =>
        error instanceof OddError ? new HttpError(HTTP_PROBLEMS.notFound, "Odd.") : undefined,
      onFailure: ({ path, error }) => failures.push(path, error),
    });
    server = await createHttpServer({ handle, limits: { ...SERVER_LIMITS, headerBytes: 2_048 } });
  });
  afterEach(async () => {
    release();
    await server.stop();
  });

  const post = (body: string, type = "application/json") =>
    fetch(`${server.url}/echo`, { method: "POST", headers: { "Content-Type": type }, body });

  async function problemOf(response: Response) {
    const { type, status, detail } = (await response.json()) as Record<string, unknown>;
    expect(status).to.equal(response.status);
    expect(response.headers.get("content-type")).to.equal("application/problem+json");
    return `${response.status} ${String(type)} ${String(detail)}`;
  }

  /** Sends bytes, and returns all that comes back. */
  async function sendRaw(bytes: string): Promise<string> {
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    let answer = "";
    socket.setEncoding("utf8").on("data", (piece: string) => (answer += piece));
    socket.write(bytes);
    await once(socket, "close");
    return answer;
  }

  it("default: finds the route, and reads and sends JSON", async () => {
    const response = await post('{"a":[1]}', "application/json; charset=utf-8");

    expect(await response.json()).to.deep.equal({ a: [1] });
    expect(response.headers.get("cache-control")).to.equal("no-store");
  });

  it("refused: names what is wrong with a request", async () => {
    const urn = "urn:sahara:problem";

    expect(await problemOf(await post("x".repeat(MAX_BYTES + 1)))).to.equal(
      `413 ${urn}:too-large A request may have 64 bytes.`,
    );
    expect(await problemOf(await post("{"))).to.equal(
      `400 ${urn}:bad-request The body is not JSON.`,
    );
    expect(await problemOf(await post("{}", "text/plain"))).to.equal(
      `400 ${urn}:bad-request The body has to be application/json.`,
    );
    expect(await problemOf(await fetch(`${server.url}/echo/../nothing`))).to.equal(
      `404 ${urn}:not-found No such resource.`,
    );
    const wrong = await fetch(`${server.url}/echo`);
    expect(wrong.headers.get("allow")).to.equal("POST");
    expect(await problemOf(wrong)).to.equal(`405 ${urn}:bad-request This resource takes POST.`);
  });

  it("refused: what a body grows to without saying so", async () => {
    const pieces = new ReadableStream({
      start(controller) {
        for (let i = 0; i < MAX_BYTES; i++) controller.enqueue(new TextEncoder().encode("ab"));
        controller.close();
      },
    });
    const init = { method: "POST", headers: { "Content-Type": "application/json" } };
    const response = await fetch(`${server.url}/echo`, {
      ...{ ...init, body: pieces, duplex: "half" },
    });

    expect(response.status).to.equal(413);
  });

  it("refused: what is no HTTP, or has too large headers", async () => {
    expect(await sendRaw("hello\r\n\r\n")).to.match(/^HTTP\/1\.1 400 [^]*bad-request/);
    const large = `GET /odd HTTP/1.1\r\nHost: a\r\nA: ${"x".repeat(4_096)}\r\n\r\n`;
    expect(await sendRaw(large)).to.match(/^HTTP\/1\.1 431 [^]*too-large/);
  });

  it("refused: more requests than it answers at once", async () => {
    const first = fetch(`${server.url}/held/7`);
    await arrived;

    const second = await fetch(`${server.url}/odd`);
    release();

    expect(second.status).to.equal(503);
    expect(await (await first).json()).to.deep.equal({ number: "7" });
  });

  it("default: translates what it knows, and tells nobody what failed but the log", async () => {
    expect(await problemOf(await fetch(`${server.url}/odd`))).to.match(/^404 .* Odd\.$/);
    expect(failures).to.deep.equal([]);

    const failed = await fetch(`${server.url}/fails`);

    expect(await problemOf(failed)).to.match(/^500 .* The server could not do that now\.$/);
    expect(failures[0]).to.equal("/fails");
    expect(failures[1]).to.be.an("error").with.property("message", "a secret");
  });

  it("stop: lets a running request end", async () => {
    const running = fetch(`${server.url}/held/9`);
    await arrived;

    const stopped = server.stop();
    release();

    expect(await (await running).json()).to.deep.equal({ number: "9" });
    await stopped;
  });
});
