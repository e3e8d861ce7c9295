import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import {
  type CallerOptions,
  decodeReceiptHeader,
  DETERMINISTIC,
  ethersSignatures,
  hashBody,
} from "@sahara/sdk";
import { expect } from "chai";

import { createWorld, type World } from "../../../sdk/test/callerWorld.ts";
import { createSignal } from "../../../sdk/test/createSignal.ts";
import { PRICE } from "../../../sdk/test/operatorNode.ts";
import { type Contradiction, createAuditor } from "./createAuditor.ts";
import { createGateway, type GatewayDeps } from "./createGateway.ts";
import { openSpendingBook } from "./openSpendingBook.ts";

const KEY = "a key that only Ann knows";
const ANN = { name: "ann", keyHash: createHash("sha256").update(KEY).digest("hex") };
const MODEL = { id: "echo", assetId: 1n, route: "/v1/classify", maxPrice: 2n * PRICE };
const SAME_MODEL = { modelHash: `0x${"ab".repeat(32)}`, attestationPolicy: DETERMINISTIC };
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe("createGateway", () => {
  let world: World;
  let folder: string;
  let url: string;
  let stop: () => Promise<void>;
  let accusations: Contradiction[];

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "sahara-gateway-"));
    accusations = [];
  });

  afterEach(async () => {
    await stop();
    await world.stop();
    await rm(folder, { recursive: true });
  });

  async function start({
    operators = 2,
    allowance = 10_000n,
    oneIn = 0,
    caller: callerOptions = {},
    ...options
  }: Partial<Omit<GatewayDeps, "caller">> & {
    operators?: number;
    allowance?: bigint;
    oneIn?: number;
    caller?: Partial<CallerOptions>;
  } = {}): Promise<void> {
    world = await createWorld(operators, SAME_MODEL);
    await open({ allowance, oneIn, caller: callerOptions, ...options });
  }

  async function open({
    allowance,
    oneIn,
    caller: callerOptions,
    ...options
  }: Partial<Omit<GatewayDeps, "caller">> & {
    allowance: bigint;
    oneIn: number;
    caller: Partial<CallerOptions>;
  }): Promise<void> {
    const caller = await world.createCaller(callerOptions);
    const accuse = async (contradiction: Contradiction) => void accusations.push(contradiction);
    const gateway = await createGateway({
      caller,
      models: [MODEL],
      users: [{ ...ANN, allowance }],
      spending: await openSpendingBook(path.join(folder, "spending.json")),
      auditor: createAuditor({ chain: world.chain, caller, accuse, oneIn, log: SILENT }),
      listen: { host: "127.0.0.1", port: 0 },
      log: SILENT,
      ...options,
    });
    ({ url, stop } = gateway);
  }

  const post = (body: unknown, { key = KEY, route = "/v1/classify" } = {}) =>
    fetch(`${url}${route}`, {
      method: "POST",
      headers: { Authorization: `Bearer ${key}` },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });

  const get = async (route: string) => {
    const response = await fetch(`${url}${route}`, { headers: { Authorization: `Bearer ${KEY}` } });
    return (await response.json()) as Record<string, unknown>;
  };

  const problemOf = async (response: Response) => {
    const { type, status } = (await response.json()) as { type: string; status: number };
    expect(status).to.equal(response.status);
    return `${status} ${type.replace("urn:sahara:problem:", "")}`;
  };

  it("default: passes a call to an operator, and shows the receipt", async () => {
    await start();

    const response = await post({ model: "echo", input: "hello" });

    const { receipt } = decodeReceiptHeader(response.headers.get("Sahara-Receipt") ?? "");
    const body = (await response.json()) as { echo: string };
    expect(JSON.parse(body.echo)).to.deep.equal({ model: "model", input: "hello" });
    expect(receipt.amount).to.equal(PRICE);
    const operators = world.nodes.map(({ operator }) => operator);
    expect(operators).to.include(response.headers.get("Sahara-Operator"));
    expect(await get("/v1/usage")).to.deep.equal({ spent: "100", allowance: "10000" });
  });

  it("default: lists its models, and takes a call by the model's own path too", async () => {
    await start();

    expect(await get("/v1/models")).to.deep.equal({
      object: "list",
      data: [
        {
          id: "echo",
          object: "model",
          sahara: { assetId: "1", maxPrice: "200", route: "/v1/classify" },
        },
      ],
    });
    const response = await post({ input: "hello" }, { route: "/v1/models/echo/invoke" });
    expect(response.status).to.equal(200);
  });

  it("behavior: passes a stream on as one, without the receipt that its hash is in", async () => {
    await start();
    for (const { conduct } of world.nodes) conduct.stream = true;

    const response = await post({ model: "echo", input: "hello" });

    const { receipt } = decodeReceiptHeader(response.headers.get("Sahara-Receipt") ?? "");
    const body = Buffer.from(await response.arrayBuffer());
    expect(response.headers.get("Content-Type")).to.equal("text/event-stream");
    expect(body.toString()).to.match(/^data: \d+\n\n$/);
    expect(receipt.responseHash).to.equal(hashBody(ethersSignatures, body));
  });

  it("behavior: goes to the next operator when one refuses, and charges once", async () => {
    await start();
    const [first] = world.nodes;
    first!.conduct.refuse = () => "busy";

    for (let i = 0; i < 5; i++) {
      expect((await post({ model: "echo", input: i })).status).to.equal(200);
    }

    expect(world.nodes.map((node) => node.served())).to.deep.equal([0, 5]);
    expect((await get("/v1/usage")).spent).to.equal("500");
  });

  it("behavior: goes to the next operator when one is too slow", async () => {
    await start({ caller: { timeoutMs: 2_000 } });
    const [first] = world.nodes;
    first!.conduct.hold = () => createSignal().given;

    const response = await post({ model: "echo", input: "hello" });

    expect(response.headers.get("Sahara-Operator")).to.equal(world.nodes[1]!.operator);
    expect((await get("/v1/usage")).spent).to.equal("100");
  });

  it("behavior: charges nothing when nobody answers", async () => {
    await start();
    for (const node of world.nodes) node.conduct.refuse = () => "model-failed";

    expect(await problemOf(await post({ model: "echo", input: "x" }))).to.equal(
      "502 operators-failed",
    );
    expect((await get("/v1/usage")).spent).to.equal("0");
  });

  it("behavior: stops at the allowance, also for calls at the same time and after a restart", async () => {
    await start({ allowance: 5n * PRICE });

    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => post({ model: "echo", input: i })),
    );
    const answered = answers.filter(({ status }) => status === 200).length;
    expect(answered).to.be.within(2, 4);
    for (const answer of answers) await answer.arrayBuffer();
    while ((await post({ model: "echo", input: "more" })).status === 200);
    const { spent } = await get("/v1/usage");
    expect(spent).to.equal("400");

    await stop();
    await open({ allowance: 5n * PRICE, oneIn: 0, caller: {} });

    expect(await problemOf(await post({ model: "echo", input: "x" }))).to.equal(
      "402 allowance-spent",
    );
    expect((await get("/v1/usage")).spent).to.equal("400");
  });

  it("behavior: audits answers of deterministic models, and accuses the one who lies", async () => {
    await start({ oneIn: 1 });
    const [, liar] = world.nodes;
    liar!.conduct.compute = (answer) => Buffer.from(answer).map((byte) => byte ^ 1);

    await (await post({ model: "echo", input: "hello" })).arrayBuffer();
    await stop();

    expect(accusations).to.have.length(1);
    expect((await world.store.load()).filter(({ kind }) => kind === "receipt")).to.have.length(2);
    stop = () => Promise.resolve();
  });

  it("error: turns away strangers, wrong routes and what is no request", async () => {
    await start();

    expect(await problemOf(await post({ model: "echo" }, { key: "guess" }))).to.equal(
      "401 unauthorized",
    );
    expect(await problemOf(await fetch(`${url}/v1/models`))).to.equal("401 unauthorized");
    expect(await problemOf(await post({ model: "other" }))).to.equal("404 not-found");
    expect(await problemOf(await post({ model: "echo" }, { route: "/v1/else" }))).to.equal(
      "404 not-found",
    );
    expect(await problemOf(await post("not json"))).to.equal("400 bad-request");
    expect(await problemOf(await post("[1]"))).to.equal("400 bad-request");
    expect(await problemOf(await post(" ".repeat(8 * 2 ** 20 + 1)))).to.equal("413 too-large");
    expect(world.nodes.map((node) => node.served())).to.deep.equal([0, 0]);
  });

  it("error: tells the rest to come back when too many calls are under way", async () => {
    await start({ maxCalls: 1 });
    const [arrived, released] = [createSignal(), createSignal()];
    for (const { conduct } of world.nodes) {
      conduct.hold = () => {
        arrived.give();
        return released.given;
      };
    }

    const first = post({ model: "echo", input: 1 });
    await arrived.given;
    expect(await problemOf(await post({ model: "echo", input: 2 }))).to.equal("503 busy");
    released.give();

    expect((await first).status).to.equal(200);
  });
});
