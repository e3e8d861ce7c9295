import { connect } from "node:net";

import { decodeProblem, encodeVoucherHeader, VOUCHER_HEADER } from "@sahara/sdk";
import { expect } from "chai";
import { Wallet, ZeroHash } from "ethers";

import { createCloser } from "../helpers/createCloser.ts";
import { createNodeWorld, type NodeWorld } from "./node/createNodeWorld.ts";
import type { NodeProcess } from "./node/startNodeProcess.ts";

const LIMITS = { bodyBytes: 10_000, headerBytes: 8_192, requestMs: 3_000, modelMs: 3_000 };
const ROUNDS = 40;
const MAX_GROWTH_BYTES = 96 * 2 ** 20;
const INVOKE = "/v1/models/null/invoke";
const JSON_HEADERS = { "Content-Type": "application/json" };

/** A request that must be refused, and with which status. */
type Hostile = { path?: string; init?: RequestInit; status: number };

const post = (body: string, headers: Record<string, string> = {}): RequestInit => ({
  method: "POST",
  headers: { ...JSON_HEADERS, ...headers },
  body,
});
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64");

describe("a node that is attacked", function () {
  this.timeout(120_000);

  const closer = createCloser();
  let world: NodeWorld;
  let node: NodeProcess;
  let key: Wallet;
  let refused = 0;
  before(async () => {
    world = closer.keep(await createNodeWorld());
    key = await world.addKey();
    const config = await world.writeConfig("hostile", { limits: LIMITS });
    node = closer.keep(await world.startNode(config, key));
  });
  after(async () => {
    console.log(`      ${refused} requests refused`);
    await closer.close();
  });

  async function expectRefusal({ path = INVOKE, init = {}, status }: Hostile): Promise<void> {
    const response = await fetch(`${node.url}${path}`, init);
    const body = await response.text();
    expect(response.status, body).to.equal(status);
    expect(response.headers.get("Content-Type")).to.equal("application/problem+json");
    expect(decodeProblem(body).status).to.equal(status);
    refused++;
  }

  /** Sends bytes as they are, and returns what comes back until the node hangs up. */
  async function sendRaw(text: string): Promise<string> {
    const { hostname, port } = new URL(node.url);
    const socket = connect(Number(port), hostname);
    let answer = "";
    socket.on("data", (chunk) => (answer += chunk.toString()));
    socket.on("error", () => undefined);
    socket.write(text);
    await new Promise((resolve) => socket.once("close", resolve));
    return answer;
  }

  const memory = async (): Promise<number> => {
    const metrics = await (await fetch(`${node.url}/metrics`)).text();
    return Number(/^process_resident_memory_bytes (\S+)/m.exec(metrics)?.[1]);
  };

  function hostileRequests(): Record<string, Hostile> {
    const lane = world.createPayer(() => node.url).openLane(0);
    const voucher = (changes = {}) => ({
      [VOUCHER_HEADER]: encodeVoucherHeader(lane.sign(lane.voucher(changes))),
    });
    const stranger = Wallet.createRandom().address.toLowerCase();
    const account = { ...lane.sign(lane.voucher()).account, payer: stranger };
    const unknown = { ...lane.sign(lane.voucher({ accountId: ZeroHash })), account };
    const x402 = (accepted: object, authorization: object = {}) => ({
      "PAYMENT-SIGNATURE": base64({
        x402Version: 2,
        accepted: {
          ...{ scheme: "exact", network: "eip155:31337", asset: world.offer.token },
          ...accepted,
        },
        payload: {
          signature: `0x${"11".repeat(65)}`,
          authorization: {
            ...{ from: stranger, to: stranger, value: "1000", validAfter: "0" },
            ...{ validBefore: "99999999999", nonce: ZeroHash, ...authorization },
          },
        },
      }),
    });
    return {
      "a body that is too large": { init: post(`{"a":"${"x".repeat(20_000)}"}`), status: 413 },
      "a body that is no JSON": { init: post("{"), status: 400 },
      "a body that is a list": { init: post("[]"), status: 400 },
      "another content type": { init: { method: "POST", body: "a=1" }, status: 415 },
      "an unknown model": { path: "/v1/models/gpt/invoke", init: post("{}"), status: 404 },
      "two names of a model": { init: post('{"model":"other"}'), status: 400 },
      "a wrong method": { init: { method: "DELETE" }, status: 405 },
      "no payment": { init: post("{}"), status: 402 },
      "a voucher that is no base64": { init: post("{}", { [VOUCHER_HEADER]: "*" }), status: 400 },
      "a voucher that is no JSON": { init: post("{}", { [VOUCHER_HEADER]: "AAAA" }), status: 400 },
      "a voucher of another offer": {
        init: post("{}", voucher({ offerId: ZeroHash })),
        status: 402,
      },
      "a voucher of another epoch": { init: post("{}", voucher({ epoch: 9 })), status: 402 },
      "a voucher of a place far ahead": { init: post("{}", voucher({ seq: 99n })), status: 402 },
      "a voucher that ends soon": { init: post("{}", voucher({ validUntil: 1 })), status: 402 },
      "a voucher of an unknown account": {
        init: post("{}", { [VOUCHER_HEADER]: encodeVoucherHeader(unknown) }),
        status: 402,
      },
      "a payment that is no base64": {
        init: post("{}", { "PAYMENT-SIGNATURE": "*" }),
        status: 400,
      },
      "a payment of version 3": {
        init: post("{}", { "X-PAYMENT": base64({ x402Version: 3 }) }),
        status: 400,
      },
      "a payment on another chain": {
        init: post("{}", x402({ network: "eip155:1" })),
        status: 402,
      },
      "a payment in another token": { init: post("{}", x402({ asset: stranger })), status: 402 },
      "a payment to somebody else": { init: post("{}", x402({})), status: 402 },
      "both kinds of payment": { init: post("{}", { ...voucher(), ...x402({}) }), status: 400 },
      "a closing voucher that is none": { path: "/v1/vouchers", init: post("{}"), status: 400 },
      "an encoded way up": {
        path: "/v1/models/%2e%2e%2f%2e%2e/invoke",
        init: post("{}"),
        status: 404,
      },
      "a double slash": { path: "//v1/models", status: 404 },
      "a path beyond the root": { path: "/etc/passwd", status: 404 },
      "an account that is too short": {
        path: `/v1/receipts/0x00/${ZeroHash}/0/0/1`,
        status: 404,
      },
      "a receipt that is not there": {
        path: `/v1/receipts/${ZeroHash}/${ZeroHash}/0/0/1`,
        status: 404,
      },
      "a lane that is not there": {
        path: `/v1/accounts/${ZeroHash}/offers/${ZeroHash}/lanes/0`,
        status: 404,
      },
    };
  }

  it("refuses each kind of bad request with a problem document", async () => {
    for (const [title, hostile] of Object.entries(hostileRequests())) {
      await expectRefusal(hostile).catch((cause: unknown) => {
        throw new Error(title, { cause });
      });
    }
  });

  it("answers what is no HTTP, and hangs up", async () => {
    expect(await sendRaw("hello\r\n\r\n")).to.match(
      /^HTTP\/1\.1 400 [^]*urn:sahara:problem:bad-request/,
    );
    const large = `GET /health HTTP/1.1\r\nHost: a\r\nX: ${"x".repeat(20_000)}\r\n\r\n`;
    expect(await sendRaw(large)).to.match(/^HTTP\/1\.1 431 [^]*urn:sahara:problem:too-large/);
    const smuggled = `POST ${INVOKE} HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n`;
    expect(await sendRaw(smuggled)).to.match(/^HTTP\/1\.1 400 /);
    refused += 3;
  });

  it("gives up on clients that are too slow", async () => {
    const slow = `POST ${INVOKE} HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{`;
    const answers = await Promise.all(Array.from({ length: 50 }, () => sendRaw(slow)));

    for (const answer of answers) expect(answer).to.match(/^HTTP\/1\.1 408 /);
    refused += answers.length;
  });

  it(`does not grow, and still sells, after ${ROUNDS} rounds of all of it`, async () => {
    const requests = Object.values(hostileRequests());
    const round = async () => await Promise.all(requests.map(expectRefusal));
    for (let i = 0; i < 5; i++) await round();
    const before = await memory();
    for (let i = 0; i < ROUNDS; i++) await round();

    expect((await memory()) - before).to.be.lessThan(MAX_GROWTH_BYTES);
    const payer = world.createPayer(() => node.url);
    payer.trust(key.address);
    await payer.openLane(1).call("{}");
  });
});
