import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { getBytes, hexlify, randomBytes, toUtf8Bytes, Wallet } from "ethers";

import type { Digests } from "../src/usage/digests.ts";
import {
  decodeVoucherHeader,
  encodeReceiptHeader,
  parseSignedVoucher,
} from "../src/usage/headers.ts";
import { toHex } from "../src/usage/hex.ts";
import type { LaneState } from "../src/usage/laneState.ts";
import { encodeProblem, PROBLEM_STATUS, type ProblemName } from "../src/usage/problems.ts";
import { createReceiptTree, type ReceiptTree } from "../src/usage/receiptTree.ts";
import { ethersSignatures as signatures } from "../src/usage/signatures.ts";
import type {
  CallReceipt,
  SignedReceipt,
  SignedVoucher,
  UsageOffer,
} from "../src/usage/structs.ts";

export const PRICE = 100n;

type NodeLane = {
  tree: ReceiptTree;
  receipts: SignedReceipt[];
  answers: Map<string, { body: Uint8Array; signed: SignedReceipt }>;
};

/** Where an operator may be dishonest or unlucky. By default it is neither. */
export type Conduct = {
  /** Answers something else than other nodes do, and signs it. */
  compute?: (answer: Uint8Array) => Uint8Array;
  /** Changes the receipt before it is signed. */
  receipt?: (receipt: CallReceipt) => Partial<CallReceipt>;
  /** Changes the answer after it was signed. */
  body?: (body: Uint8Array) => Uint8Array;
  /** Signs by another key. */
  privateKey?: string;
  /** Says another state of the lane in a refusal. */
  state?: (state: LaneState) => LaneState;
  /** Refuses instead of answering. */
  refuse?: (seq: bigint) => ProblemName | undefined;
  /** Serves the call and then cuts the connection. */
  loseAnswer?: (seq: bigint) => boolean;
  /** Answers a call when this has ended; it is told how many calls are under way. */
  hold?: (inFlight: number) => Promise<void>;
  stream?: boolean;
  noReceipt?: boolean;
};

/** Who serves, and when. By default an operator that nobody knows. */
export type NodeOptions = {
  /** Signs the receipts. */
  wallet?: Pick<Wallet, "address" | "privateKey">;
  /** Unix time. */
  now?: () => number;
};

/** An operator's node on a port of its own, that speaks the protocol of paid calls. */
export async function startOperatorNode(
  digests: Digests,
  { assetId = 1n, ...terms }: Partial<UsageOffer> = {},
  { wallet = Wallet.createRandom(), now = () => 1_700_000_000 }: NodeOptions = {},
) {
  const offer: UsageOffer = {
    ...{ assetId, version: 1, operator: wallet.address.toLowerCase(), token: TOKEN },
    ...{ operatorBps: 3_000, maxPricePerCall: 2n * PRICE, creditLimit: 0n },
    ...{ validFrom: 0, validUntil: 2 ** 40 - 1, modelHash: hexlify(randomBytes(32)) },
    ...{ termsHash: hexlify(randomBytes(32)), attestationPolicy: hexlify(randomBytes(32)) },
    ...terms,
  };
  const offerId = digests.id("Offer", offer);
  const lanes = new Map<string, NodeLane>();
  const vouchers: SignedVoucher[] = [];
  const conduct: Conduct = {};
  let served = 0;
  let inFlight = 0;
  let mostInFlight = 0;

  const server = createServer((request, response) => {
    // A connection that is kept may close just as the next request comes, which is no conduct of an operator.
    response.shouldKeepAlive = false;
    void answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url === "/v1/models") {
      const data = [{ id: "model", sahara: { offerId } }];
      response.end(JSON.stringify({ object: "list", data }));
      return;
    }
    const body = await readBody(request);
    if (request.url === "/v1/vouchers") {
      const json: unknown = JSON.parse(Buffer.from(body).toString());
      vouchers.push(parseSignedVoucher(json, { what: "voucher", at: "" }));
      response.writeHead(204).end();
      return;
    }
    mostInFlight = Math.max(mostInFlight, ++inFlight);
    await conduct.hold?.(inFlight);
    call(request, response, body);
    inFlight--;
  }

  function call(request: IncomingMessage, response: ServerResponse, body: Uint8Array): void {
    const signed = decodeVoucherHeader(String(request.headers["sahara-voucher"]));
    vouchers.push(signed);
    const { voucher } = signed;
    const name = `${voucher.accountId}/${voucher.lane}/${voucher.epoch}`;
    let lane = lanes.get(name);
    if (lane === undefined) {
      const tree = createReceiptTree(signatures.keccak256);
      lanes.set(name, (lane = { tree, receipts: [], answers: new Map() }));
    }
    const refusal = conduct.refuse?.(voucher.seq);
    if (refusal !== undefined) {
      refuse(response, refusal, voucher.epoch, lane);
      return;
    }
    const requestHash = toHex(signatures.keccak256(body));
    const known = lane.answers.get(`${voucher.seq}/${requestHash}`);
    if (known !== undefined) {
      send(response, known.body, known.signed);
      return;
    }
    const isCurrent =
      voucher.seq === BigInt(lane.tree.size) && voucher.receiptsRoot === toHex(lane.tree.root());
    if (!isCurrent) {
      refuse(
        response,
        voucher.seq < BigInt(lane.tree.size) ? "sequence-conflict" : "stale-lane",
        voucher.epoch,
        lane,
      );
      return;
    }
    const cumulative = (lane.receipts.at(-1)?.receipt.cumulative ?? 0n) + PRICE;
    if (voucher.maxCumulative < cumulative) {
      refuse(response, "payment-required", voucher.epoch, lane);
      return;
    }
    serve(response, lane, signed, requestHash, body);
  }

  function serve(
    response: ServerResponse,
    lane: NodeLane,
    { voucher }: SignedVoucher,
    requestHash: string,
    request: Uint8Array,
  ): void {
    const echo = toUtf8Bytes(JSON.stringify({ echo: Buffer.from(request).toString() }));
    const answer = conduct.compute?.(echo) ?? echo;
    const body = conduct.stream === true ? toUtf8Bytes(`data: ${answer.length}\n\n`) : answer;
    const { accountId, epoch, seq } = voucher;
    const right: CallReceipt = {
      ...{ accountId, offerId, lane: voucher.lane, epoch, seq: seq + 1n, requestHash },
      ...{ responseHash: toHex(signatures.keccak256(body)), units: 1n, amount: PRICE },
      cumulative: (lane.receipts.at(-1)?.receipt.cumulative ?? 0n) + PRICE,
      ...{ startedAt: now(), finishedAt: now(), modelHash: offer.modelHash },
    };
    const signed = sign({ ...right, ...conduct.receipt?.(right) });
    lane.tree.append(digests.digest("CallReceipt", signed.receipt));
    lane.receipts.push(signed);
    lane.answers.set(`${seq}/${requestHash}`, { body, signed });
    served++;
    if (conduct.loseAnswer?.(seq) === true) response.destroy();
    else send(response, conduct.body?.(body) ?? body, signed);
  }

  function sign(receipt: CallReceipt): SignedReceipt {
    const digest = digests.digest("CallReceipt", receipt);
    const key = getBytes(conduct.privateKey ?? wallet.privateKey);
    return { receipt, signature: toHex(signatures.sign(digest, key)) };
  }

  function send(response: ServerResponse, body: Uint8Array, signed: SignedReceipt): void {
    const header = encodeReceiptHeader(signed);
    if (conduct.stream === true) {
      const json = Buffer.from(header, "base64url").toString();
      response.writeHead(200, { "Content-Type": "text/event-stream" }).write(body);
      response.end(`event: receipt\ndata: ${json}\n\n`);
      return;
    }
    if (conduct.noReceipt !== true) response.setHeader("Sahara-Receipt", header);
    response.end(body);
  }

  function refuse(
    response: ServerResponse,
    name: ProblemName,
    epoch: number,
    { tree, receipts }: NodeLane,
  ): void {
    const lastReceipt = receipts.at(-1);
    const state: LaneState = {
      ...{ epoch, seq: BigInt(tree.size), receiptsRoot: toHex(tree.root()) },
      cumulative: lastReceipt?.receipt.cumulative ?? 0n,
      ...(lastReceipt === undefined ? {} : { lastReceipt }),
    };
    const { chainId, verifyingContract: meter } = digests.domain;
    const lane = conduct.state?.(state) ?? state;
    const payment = { meter, chainId, offer, offerId, price: PRICE, lane };
    const status = PROBLEM_STATUS[name];
    response.writeHead(status, { "Content-Type": "application/problem+json" });
    response.end(encodeProblem({ name, status, title: name, detail: name, payment }));
  }

  const endpoint = `http://127.0.0.1:${port}`;
  return {
    offer,
    offerId,
    operator: offer.operator,
    endpoint,
    choice: { offer, offerId, endpoint, stake: 10n ** 21n },
    conduct,
    lanes,
    vouchers,
    sign,
    served: () => served,
    mostInFlight: () => mostInFlight,
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

export type OperatorNode = Awaited<ReturnType<typeof startOperatorNode>>;

export const TOKEN = `0x${"5a".repeat(20)}`;

async function readBody(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
