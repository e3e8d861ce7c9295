import { x402Client, wrapFetchWithPayment } from "@x402/fetch";
import { ExactEvmScheme } from "@x402/evm";
import { expect } from "chai";
import {
  decodeReceiptHeader,
  decodeReceiptProof,
  provesReceipt,
  RECEIPT_HEADER,
} from "@sahara/sdk";
import { privateKeyToAccount } from "viem/accounts";

import { createCloser } from "../helpers/createCloser.ts";
import { until } from "../helpers/until.ts";
import { createNodeWorld, type NodeWorld, PRICE } from "./node/createNodeWorld.ts";
import type { PayerLane } from "./node/createPayer.ts";
import type { NodeProcess } from "./node/startNodeProcess.ts";

const LANES = 4;
const CALLS_A_LANE = 50;
const TOTAL = BigInt(LANES * CALLS_A_LANE) * PRICE;

describe("an operator's node", function () {
  this.timeout(120_000);

  const closer = createCloser();
  let world: NodeWorld;
  let node: NodeProcess;
  let lanes: PayerLane[];
  let payer: ReturnType<NodeWorld["createPayer"]>;

  before(async () => {
    world = closer.keep(await createNodeWorld());
    const key = await world.addKey();
    const redeem = { everySeconds: 2 };
    const config = await world.writeConfig("first", { redeem });
    node = closer.keep(await world.startNode(config, key));
    payer = world.createPayer(() => node.url);
    payer.trust(key.address);
    lanes = Array.from({ length: LANES }, (_, lane) => payer.openLane(lane));
  });
  after(closer.close);

  const get = async (path: string) => await fetch(`${node.url}${path}`);

  it("says what it serves, how, and how it is", async () => {
    const models = (await (await get("/v1/models")).json()) as { data: { id: string }[] };
    const openApi = (await (await get("/openapi.json")).json()) as { paths: object };
    const metrics = await (await get("/metrics")).text();

    expect(models.data.map(({ id }) => id)).to.deep.equal(["null"]);
    expect(openApi.paths).to.have.property("/v1/models/null/invoke");
    expect((await get("/health")).status).to.equal(200);
    expect(metrics).to.include("sahara_node_calls_total");
    expect(node.output()).not.to.include("ExperimentalWarning");
  });

  it("answers 200 calls in 4 lanes, and redeems what they came to", async () => {
    await Promise.all(
      lanes.map(async (lane) => {
        for (let i = 0; i < CALLS_A_LANE; i++) await lane.call(JSON.stringify({ i }));
        expect(await lane.close()).to.equal(204);
      }),
    );

    const gross = async () => (await world.contracts.meter.earningsOf(world.offerId)).gross;
    await until("it redeems", async () => (await gross()) >= TOTAL);
    expect(await gross()).to.equal(TOTAL);
    const { seq, redeemed } = await world.contracts.meter.laneOf(
      world.accountId,
      world.offerId,
      0,
      0,
    );
    expect({ seq, redeemed }).to.deep.equal({ seq: 50n, redeemed: 50n * PRICE });
  });

  it("proves a receipt under the root that the payer signed", async () => {
    const lane = lanes[1]!;
    const signed = lane.receipts[16]!;
    const { accountId, offerId, epoch, seq } = signed.receipt;
    const digest = world.digests.id("CallReceipt", signed.receipt);
    const path = `/v1/receipts/${accountId}/${offerId}/1/${epoch}/${seq}/proof`;

    const proof = decodeReceiptProof(await (await get(path)).text());

    expect(proof.root).to.equal(lane.voucher().receiptsRoot);
    expect(provesReceipt(world.signatures, digest, proof)).to.equal(true);
    const { receiptsRoot } = await world.contracts.meter.laneOf(
      world.accountId,
      world.offerId,
      1,
      0,
    );
    expect(receiptsRoot).to.equal(proof.root);
  });

  it("tells where a lane stands, to a payer that lost its answer", async () => {
    const path = `/v1/accounts/${world.accountId}/offers/${world.offerId}/lanes/2`;
    const state = (await (await get(path)).json()) as { seq: string; receiptsRoot: string };

    expect(state).to.include({ seq: "50", receiptsRoot: lanes[2]!.voucher().receiptsRoot });
  });

  it("sells a call to the published x402 client, unmodified", async () => {
    const { chainId, addresses } = world.chain.deployment;
    const account = privateKeyToAccount(world.payer.privateKey as `0x${string}`);
    const network = `eip155:${chainId}` as const;
    const client = new x402Client().register(network, new ExactEvmScheme(account));
    const asset = addresses.token ?? "";
    client.setSpendControls({
      allowedAssets: [{ network, asset, maxAmountPerPayment: PRICE.toString() }],
    });
    const pay = wrapFetchWithPayment(fetch, client);
    const receiver = await world.contracts.receivers.receiverOf(world.offerId);

    const body = JSON.stringify({ question: 1 });
    const headers = { "Content-Type": "application/json" };
    const url = `${node.url}/v1/models/null/invoke`;
    const response = await pay(url, { method: "POST", headers, body });

    expect(response.status, await response.clone().text()).to.equal(200);
    expect(response.headers.get("PAYMENT-RESPONSE")).to.be.a("string");
    const { receipt } = decodeReceiptHeader(response.headers.get(RECEIPT_HEADER) ?? "");
    expect(receipt).to.include({ amount: PRICE, seq: 1n, lane: 0 });
    expect(await world.contracts.token.balanceOf(receiver)).to.be.oneOf([PRICE, 1n]);
  });
});
