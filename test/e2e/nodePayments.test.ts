import { type ModelKind, nullModel, parseConfig, type RunningNode, startNode } from "@sahara/node";
import {
  createReceiptTree,
  createSahara,
  decodeProblem,
  decodeReceiptHeader,
  encodeVoucherHeader,
  hashBody,
  RECEIPT_HEADER,
  toHex,
  VOUCHER_HEADER,
} from "@sahara/sdk";
import { expect } from "chai";
import { hexlify, id, randomBytes, Wallet } from "ethers";

import { createCloser } from "../helpers/createCloser.ts";
import { until } from "../helpers/until.ts";
import { createNodeWorld, DEPOSIT, type NodeWorld, PRICE } from "./node/createNodeWorld.ts";

const ONLY_WHEN_ASKED_MS = 600_000;
const DAY_S = 86_400;
const WORDS = ["one", "word", "at", "a", "time"];
const SILENT = {
  ...{ debug: () => undefined, info: () => undefined },
  ...{ warn: () => undefined, error: () => undefined },
};

/** Answers word by word. */
const wordModel: ModelKind = {
  kind: "words",
  open: async (parameters) => ({
    ...(await nullModel.open(parameters)),
    async *run() {
      for (const word of WORDS) yield await Promise.resolve({ piece: { word } });
    },
  }),
};

/** What an x402 client of version 1 needs of a refusal. */
type Requirement = {
  scheme: string;
  network: string;
  maxAmountRequired: string;
  asset: string;
  payTo: string;
  extra: { name: string; version: string };
};

describe("how a node is paid", function () {
  this.timeout(120_000);

  const closer = createCloser();
  let world: NodeWorld;
  let node: RunningNode | undefined;
  let keys: string[];
  let nodes = 0;

  before(async () => {
    world = closer.keep(await createNodeWorld());
  });
  beforeEach(() => {
    keys = [];
  });
  afterEach(async () => {
    await node?.stop();
    node = undefined;
  });
  after(closer.close);

  /** A node with a store of its own, which looks at the chain when a call makes it. */
  async function start(model: object = {}, changes: object = {}): Promise<RunningNode> {
    const key = await world.addKey();
    keys.push(key.address);
    const config = parseConfig(
      {
        ...{ listen: { port: 0 }, operator: world.operator.address },
        chain: { rpcUrl: world.chain.url, pollMs: ONLY_WHEN_ASKED_MS },
        store: { kind: "sqlite", file: `paid-${++nodes}.sqlite` },
        models: [{ id: "null", kind: "null", offerId: world.offerId, ...model }],
        redeem: { everySeconds: 3_600 },
        ...changes,
      },
      world.folder,
    );
    node = await startNode({
      ...{ config, deployment: { ...world.chain.deployment, startBlock: 0 } },
      ...{ folder: world.folder, kinds: [nullModel, wordModel], log: SILENT },
      secrets: {
        nodeKey: key.privateKey,
        operatorKey: world.operator.privateKey,
        databaseUrl: undefined,
      },
    });
    return node;
  }

  function createPayer(changes: Parameters<NodeWorld["createPayer"]>[1] = {}) {
    const payer = world.createPayer(() => node?.url ?? "", changes);
    keys.forEach(payer.trust);
    return payer;
  }

  const invoke = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${node?.url ?? ""}/v1/models/null/invoke`, {
      ...{ method: "POST", body },
      headers: { "Content-Type": "application/json", ...headers },
    });

  const laneOf = async (lane: number) => {
    const { redeemed, seq } = await world.contracts.meter.laneOf(
      ...[world.accountId, world.offerId, lane, 0],
    );
    return { redeemed, seq };
  };

  const asPayer = () => createSahara({ signer: world.payer, addresses: world.chain.deployment });

  it("serves all lanes of an account that was filled a moment ago", async () => {
    await start();
    const { operator, token, withdrawDelay } = world.account;
    const salt = id("an account that nobody has seen");
    const terms = { operator, token, withdrawDelay, salt };
    const filled = await (await asPayer()).deposit({ ...terms, amount: DEPOSIT });

    const payer = createPayer({ account: filled.terms, accountId: filled.accountId });
    const lanes = [100, 101, 102, 103, 104, 105].map((lane) => payer.openLane(lane));
    const attempts = await Promise.all(lanes.map((lane) => lane.attempt("{}")));

    expect(attempts.map(({ kind }) => kind)).to.deep.equal(lanes.map(() => "answered"));
  });

  it("takes what a session key signs up to its cap, and redeems it", async () => {
    const { collect } = await start();
    const session = Wallet.createRandom();
    const cap = 3n * PRICE;
    const latest = await world.chain.provider.getBlock("latest");
    const validUntil = (latest?.timestamp ?? 0) + 30 * DAY_S;
    await (await asPayer()).openSession({ terms: world.account, key: session, cap, validUntil });
    const lane = createPayer({ payer: session }).openLane(200);

    for (let i = 0; i < 3; i++) await lane.call(`{"call":${i}}`);
    const beyond = await lane.attempt("{}");
    expect(await lane.close()).to.equal(204);
    await collect();

    expect(beyond).to.have.nested.property("problem.name", "insufficient-funds");
    expect(await laneOf(200)).to.deep.equal({ redeemed: cap, seq: 3n });
    const { meter } = world.contracts;
    expect((await meter.sessionOf(world.accountId, session.address)).spent).to.equal(cap);
  });

  it("redeems as soon as there is enough, all in one", async () => {
    const fromAmount = (5n * PRICE).toString();
    await start({}, { redeem: { everySeconds: 3_600, fromAmount } });
    const lane = createPayer().openLane(300);

    for (let i = 0; i < 5; i++) await lane.call(`{"call":${i}}`);
    await until("it redeems", async () => (await laneOf(300)).redeemed > 0n);

    expect((await laneOf(300)).redeemed).to.equal(5n * PRICE);
  });

  it("sells to x402 clients of version 1, and brings what they paid to asset and operator", async () => {
    const { collect } = await start();
    const { meter, receivers, token } = world.contracts;
    const receiver = await receivers.receiverOf(world.offerId);

    const refused = (await (await invoke('{"n":1}')).json()) as { accepts: [Requirement] };
    const header = await payV1(refused.accepts[0]);
    const response = await invoke('{"n":1}', { "X-PAYMENT": header });
    const body = await response.text();
    expect(response.status, body).to.equal(200);

    const settlement = JSON.parse(
      Buffer.from(response.headers.get("X-PAYMENT-RESPONSE") ?? "", "base64").toString(),
    ) as { success: boolean; payer: string; transaction: string };
    expect(settlement).to.include({ success: true, payer: world.payer.address.toLowerCase() });
    const paid = await world.chain.provider.getTransactionReceipt(settlement.transaction);
    expect(paid?.status).to.equal(1);
    expect(await token.balanceOf(receiver)).to.equal(PRICE);
    const again = await invoke('{"n":1}', { "X-PAYMENT": header });
    expect(again.headers.get(RECEIPT_HEADER)).to.equal(response.headers.get(RECEIPT_HEADER));

    const earned = await token.balanceOf(world.operator);
    await collect();

    expect(await token.balanceOf(receiver)).to.equal(1n);
    const { gross, passed, withdrawn } = await meter.earningsOf(world.offerId);
    expect([passed, withdrawn]).to.deep.equal([gross, gross]);
    expect(await token.balanceOf(world.operator)).to.be.greaterThan(earned);
    const [revenue] = await meter.queryFilter(meter.filters.RevenuePassed(world.offerId));
    expect(revenue?.args.toAsset).to.be.greaterThan(0n);

    const { receipt } = decodeReceiptHeader(response.headers.get(RECEIPT_HEADER) ?? "");
    const tree = createReceiptTree(world.signatures.keccak256);
    tree.append(world.digests.digest("CallReceipt", receipt));
    const [posted] = await meter.queryFilter(meter.filters.ReceiptsPosted(world.offerId));
    expect(posted?.args.receiptsRoot).to.equal(toHex(tree.root()));
  });

  /** The header of a client that agrees to what version 1 asks for. */
  async function payV1(requirement: Requirement): Promise<string> {
    const { scheme, network, asset, payTo, maxAmountRequired, extra } = requirement;
    const authorization = {
      ...{ from: world.payer.address, to: payTo, value: maxAmountRequired, validAfter: "0" },
      validBefore: String(Math.floor(Date.now() / 1_000) + DAY_S),
      nonce: hexlify(randomBytes(32)),
    };
    const signature = await world.payer.signTypedData(
      { name: extra.name, version: extra.version, chainId: 31_337, verifyingContract: asset },
      { TransferWithAuthorization: AUTHORIZATION },
      authorization,
    );
    const payment = { x402Version: 1, scheme, network, payload: { signature, authorization } };
    return Buffer.from(JSON.stringify(payment)).toString("base64");
  }

  it("streams an answer piece by piece, and its receipt last", async () => {
    await start({ kind: "words" });
    const lane = createPayer().openLane(500);
    const header = encodeVoucherHeader(lane.sign(lane.voucher()));

    const response = await invoke("{}", { [VOUCHER_HEADER]: header });
    const text = await response.text();

    expect(response.headers.get("Content-Type")).to.equal("text/event-stream");
    const [, stream = "", json = ""] = /^([^]*?)event: receipt\ndata: (.+)\n\n$/.exec(text) ?? [];
    const pieces = WORDS.map((word) => `data: ${JSON.stringify({ word })}\n\n`);
    expect(stream).to.equal(pieces.join(""));
    const { receipt } = JSON.parse(json) as { receipt: { responseHash: string; amount: string } };
    expect(receipt.amount).to.equal(PRICE.toString());
    expect(receipt.responseHash).to.equal(hashBody(world.signatures, Buffer.from(stream)));
    const again = await invoke("{}", { [VOUCHER_HEADER]: header });
    expect(await again.text()).to.equal(text);
  });

  it("gives the free calls of a day, then says what the next one costs", async () => {
    await start({ freeCallsPerDay: 2 });

    for (let i = 0; i < 2; i++) {
      const free = await invoke("{}");
      expect([free.status, free.headers.get(RECEIPT_HEADER)]).to.deep.equal([200, null]);
    }
    const spent = await invoke("{}");
    const problem = decodeProblem(await spent.clone().text());

    expect(spent.status).to.equal(402);
    expect(problem.name).to.equal("free-quota-spent");
    expect(problem.payment?.price).to.equal(PRICE);
    expect(await spent.json()).to.have.nested.property("accepts[0].maxAmountRequired", `${PRICE}`);
    expect(spent.headers.get("PAYMENT-REQUIRED")).to.be.a("string");
    await createPayer().openLane(600).call("{}");
  });
});

/** Of ERC-3009. */
const AUTHORIZATION = [
  { name: "from", type: "address" },
  { name: "to", type: "address" },
  { name: "value", type: "uint256" },
  { name: "validAfter", type: "uint256" },
  { name: "validBefore", type: "uint256" },
  { name: "nonce", type: "bytes32" },
];
