import { expect } from "chai";
import { getBytes, hexlify, randomBytes, Wallet } from "ethers";

import { randomStruct } from "../../test/randomStruct.ts";
import {
  InvalidReceiptError,
  InvalidSignatureError,
  type ReceiptFault,
} from "../errors/usageErrors.ts";
import { checkReceipt, type ExpectedReceipt, hashBody } from "./checkReceipt.ts";
import { createDigests, meterDomain } from "./digests.ts";
import { toHex } from "./hex.ts";
import { ethersSignatures as signatures } from "./signatures.ts";
import type { CallReceipt } from "./structs.ts";

const METER = hexlify(randomBytes(20));
const digests = createDigests(meterDomain(31337n, METER), signatures);
const operator = Wallet.createRandom();
const stranger = Wallet.createRandom();

function createCall() {
  const expected: ExpectedReceipt = {
    accountId: hexlify(randomBytes(32)),
    offerId: hexlify(randomBytes(32)),
    lane: 3,
    epoch: 1,
    seq: 8n,
    previousCumulative: 700n,
    maxPrice: 100n,
    requestHash: hashBody(signatures, randomBytes(10)),
    responseHash: hashBody(signatures, randomBytes(10)),
    modelHash: hexlify(randomBytes(32)),
    isOperatorKey: (address) => address === operator.address.toLowerCase(),
  };
  const { accountId, offerId, requestHash, responseHash, modelHash } = expected;
  const receipt: CallReceipt = {
    ...randomStruct("CallReceipt"),
    ...{ accountId, offerId, requestHash, responseHash, modelHash },
    ...{ lane: 3, epoch: 1, seq: 8n, amount: 90n, cumulative: 790n },
    ...{ startedAt: 1_700_000_000, finishedAt: 1_700_000_001 },
  };
  return { expected, receipt };
}

function sign(receipt: CallReceipt, signer: Pick<Wallet, "privateKey"> = operator) {
  const digest = digests.digest("CallReceipt", receipt);
  const signature = toHex(signatures.sign(digest, getBytes(signer.privateKey)));
  return { receipt, signature };
}

describe("checkReceipt", () => {
  it("default: returns the digest of the receipt that was expected", () => {
    const { expected, receipt } = createCall();

    const digest = checkReceipt({ digests, signatures }, sign(receipt), expected);

    expect(toHex(digest)).to.equal(digests.id("CallReceipt", receipt));
  });

  const other = hexlify(randomBytes(32));
  const wrong: [ReceiptFault, Partial<CallReceipt>][] = [
    ["account", { accountId: other }],
    ["offer", { offerId: other }],
    ["lane", { lane: 4 }],
    ["epoch", { epoch: 2 }],
    ["sequence", { seq: 7n }],
    ["request", { requestHash: other }],
    ["response", { responseHash: other }],
    ["model", { modelHash: other }],
    ["price", { amount: 101n, cumulative: 801n }],
    ["accumulation", { cumulative: 791n }],
    ["time", { finishedAt: 1_600_000_000 }],
  ];
  for (const [fault, members] of wrong) {
    it(`error: ${fault}, with another ${Object.keys(members)[0]}`, () => {
      const { expected, receipt } = createCall();
      const signed = sign({ ...receipt, ...members });

      expect(faultOf(() => checkReceipt({ digests, signatures }, signed, expected))).to.equal(
        fault,
      );
    });
  }

  it("error: a cumulative that charges less than the amount", () => {
    const { expected, receipt } = createCall();
    const signed = sign({ ...receipt, cumulative: 789n });

    expect(faultOf(() => checkReceipt({ digests, signatures }, signed, expected))).to.equal(
      "accumulation",
    );
  });

  it("error: signed by somebody else", () => {
    const { expected, receipt } = createCall();
    const signed = sign(receipt, stranger);

    expect(faultOf(() => checkReceipt({ digests, signatures }, signed, expected))).to.equal(
      "signer",
    );
  });

  it("error: signed, and changed afterwards where nothing else is known", () => {
    const { expected, receipt } = createCall();
    const signed = { ...sign(receipt), receipt: { ...receipt, units: receipt.units ^ 1n } };

    expect(faultOf(() => checkReceipt({ digests, signatures }, signed, expected))).to.equal(
      "signer",
    );
  });

  it("error: a signature that is none", () => {
    const { expected, receipt } = createCall();
    const signed = { receipt, signature: `0x${"00".repeat(65)}` };

    expect(() => checkReceipt({ digests, signatures }, signed, expected)).to.throw(
      InvalidSignatureError,
    );
  });
});

function faultOf(run: () => unknown): ReceiptFault | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof InvalidReceiptError) return error.fault;
    // A changed member can also make the signature one that nobody can have made.
    if (error instanceof InvalidSignatureError) return "signer";
    throw error;
  }
  return undefined;
}
