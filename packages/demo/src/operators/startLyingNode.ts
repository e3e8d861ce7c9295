import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import {
  type CallReceipt,
  decodeVoucherHeader,
  type Digests,
  encodeProblem,
  encodeReceiptHeader,
  fromHex,
  hashBody,
  PROBLEM_CONTENT_TYPE,
  PROBLEM_STATUS,
  RECEIPT_HEADER,
  receiptTreeOf,
  type Signatures,
  type SignedReceipt,
  toHex,
  type UsageVoucher,
  VOUCHER_HEADER,
} from "@sahara/sdk";
import type { Wallet } from "ethers";

import type { ServedOffer } from "./Operator.ts";

export type LyingNode = { url: string; stop(): Promise<void> };

type LyingNodeDeps = {
  served: ServedOffer;
  key: Wallet;
  digests: Digests;
  signatures: Signatures;
  /** Unix time of the chain. */
  now: () => Promise<number>;
};

/**
 * A node that honest software would never be: it answers the first call of a lane, and when the payer comes with the
 * next it shows another receipt for the first, at twice the price.
 */
export async function startLyingNode(deps: LyingNodeDeps): Promise<LyingNode> {
  const { served, key, digests, signatures, now } = deps;
  const { offer, offerId, model } = served;
  let first: SignedReceipt | undefined;

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url === "/v1/models") {
      const data = [{ id: model.id, sahara: { offerId } }];
      response.end(JSON.stringify({ object: "list", data }));
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { voucher } = decodeVoucherHeader(String(request.headers[VOUCHER_HEADER.toLowerCase()]));
    if (first === undefined) await answer(response, voucher, Buffer.concat(chunks));
    else deny(response, voucher, first);
  }

  async function answer(response: ServerResponse, voucher: UsageVoucher, request: Buffer) {
    const body = Buffer.from(JSON.stringify({ results: [{ label: "ham" }] }));
    const { accountId, lane, epoch } = voucher;
    const time = await now();
    first = sign({
      ...{ accountId, offerId, lane, epoch, seq: 1n },
      requestHash: hashBody(signatures, request),
      responseHash: hashBody(signatures, body),
      ...{ units: 1n, amount: offer.maxPricePerCall, cumulative: offer.maxPricePerCall },
      ...{ startedAt: time, finishedAt: time, modelHash: offer.modelHash },
    });
    response.setHeader(RECEIPT_HEADER, encodeReceiptHeader(first));
    response.end(body);
  }

  /** Says that the first call was another one. */
  function deny(response: ServerResponse, { epoch }: UsageVoucher, { receipt }: SignedReceipt) {
    const amount = 2n * receipt.amount;
    const responseHash = hashBody(signatures, Buffer.from("something else"));
    const second = sign({ ...receipt, responseHash, amount, cumulative: amount });
    const leaf = digests.digest("CallReceipt", second.receipt);
    const lane = {
      ...{ epoch, seq: 1n, cumulative: amount, lastReceipt: second },
      receiptsRoot: toHex(receiptTreeOf(signatures.keccak256, [leaf]).root()),
    };
    const { chainId, verifyingContract: meter } = digests.domain;
    const name = "sequence-conflict";
    const status = PROBLEM_STATUS[name];
    const text = { title: "Sequence conflict", detail: "This place of the lane is taken." };
    const payment = { meter, chainId, offer, offerId, price: offer.maxPricePerCall, lane };
    response.writeHead(status, { "Content-Type": PROBLEM_CONTENT_TYPE });
    response.end(encodeProblem({ name, status, ...text, payment }));
  }

  function sign(receipt: CallReceipt): SignedReceipt {
    const digest = digests.digest("CallReceipt", receipt);
    return { receipt, signature: toHex(signatures.sign(digest, fromHex(key.privateKey))) };
  }

  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
