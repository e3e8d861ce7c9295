import { expect } from "chai";
import { hexlify, randomBytes } from "ethers";

import { randomStruct } from "../../test/randomStruct.ts";
import { MalformedMessageError } from "../errors/usageErrors.ts";
import {
  decodeReceiptHeader,
  decodeVoucherHeader,
  encodeReceiptHeader,
  encodeVoucherHeader,
  MAX_HEADER_LENGTH,
  signedVoucherToJson,
} from "./headers.ts";
import { decodeLaneState, laneStateToJson } from "./laneState.ts";
import { decodeProblem, encodeProblem, PROBLEM_STATUS, type UsageProblem } from "./problems.ts";
import { decodeReceiptProof, receiptProofToJson } from "./receiptProof.ts";

const hash = () => hexlify(randomBytes(32));
const signature = () => hexlify(randomBytes(65));
const signedVoucher = () => ({
  account: randomStruct("AccountTerms"),
  voucher: randomStruct("UsageVoucher"),
  signature: signature(),
});
const signedReceipt = () => ({ receipt: randomStruct("CallReceipt"), signature: signature() });
const laneState = () => ({
  epoch: 1,
  seq: 2n ** 60n,
  cumulative: 2n ** 100n,
  receiptsRoot: hash(),
  lastReceipt: signedReceipt(),
});
const toHeader = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

describe("voucher header", () => {
  it("default: comes back as it was", () => {
    for (let i = 0; i < 50; i++) {
      const signed = signedVoucher();
      expect(decodeVoucherHeader(encodeVoucherHeader(signed))).to.deep.equal(signed);
    }
  });

  it("behavior: hex comes in lower case", () => {
    const signed = signedVoucher();
    const { payer } = signed.account;
    signed.account.payer = `0x${payer.slice(2).toUpperCase()}`;

    expect(decodeVoucherHeader(encodeVoucherHeader(signed)).account.payer).to.equal(payer);
  });

  const damages: Record<string, (json: ReturnType<typeof signedVoucherToJson>) => unknown> = {
    "an unknown member": (json) => ({ ...json, extra: 1 }),
    "an unknown member inside": (json) => ({ ...json, voucher: { ...json.voucher, extra: 1 } }),
    "a missing struct": ({ account, voucher }) => ({ account, voucher }),
    "a missing member": ({ voucher: { seq: _, ...voucher }, ...json }) => ({ ...json, voucher }),
    "a list for an object": (json) => ({ ...json, voucher: [] }),
    "null for an object": (json) => ({ ...json, voucher: null }),
    "a short signature": (json) => ({ ...json, signature: json.signature.slice(0, -2) }),
    "an address of 19 bytes": (json) => withAccount(json, { payer: `0x${"11".repeat(19)}` }),
    "an address without 0x": (json) => withAccount(json, { payer: "11".repeat(21) }),
    "a negative lane": (json) => withVoucher(json, { lane: -1 }),
    "a fractional lane": (json) => withVoucher(json, { lane: 0.5 }),
    "a lane of 33 bits": (json) => withVoucher(json, { lane: 2 ** 32 }),
    "a lane as text": (json) => withVoucher(json, { lane: "1" }),
    "a seq as number": (json) => withVoucher(json, { seq: 1 }),
    "a seq of 65 bits": (json) => withVoucher(json, { seq: (2n ** 64n).toString() }),
    "a seq with a leading zero": (json) => withVoucher(json, { seq: "01" }),
    "a seq in hex": (json) => withVoucher(json, { seq: "0x01" }),
    "a negative seq": (json) => withVoucher(json, { seq: "-1" }),
    "an endless number": (json) => withVoucher(json, { maxCumulative: "9".repeat(2000) }),
    "an amount with a point": (json) => withVoucher(json, { maxCumulative: "1.0" }),
    "a time as a float": (json) => withVoucher(json, { validUntil: 1.5 }),
    "a time past 40 bits": (json) => withVoucher(json, { validUntil: 2 ** 40 }),
  };
  for (const [what, damage] of Object.entries(damages)) {
    it(`error: ${what}`, () => {
      const header = toHeader(damage(signedVoucherToJson(signedVoucher())));
      expect(() => decodeVoucherHeader(header)).to.throw(MalformedMessageError);
    });
  }

  const texts = {
    nothing: "",
    "no base64url": "a+b/",
    "an impossible length": "abcde",
    "padding: it is never sent": "YWI=",
    "no JSON": Buffer.from("{").toString("base64url"),
    "bytes that are no text": Buffer.from([0xff, 0xfe, 0x00]).toString("base64url"),
    "a prototype": Buffer.from('{"__proto__":{},"account":{},"voucher":{}}').toString("base64url"),
    "nesting without end": Buffer.from("[".repeat(3000)).toString("base64url"),
    "too much": "A".repeat(MAX_HEADER_LENGTH + 1),
  };
  for (const [what, header] of Object.entries(texts)) {
    it(`error: ${what}`, () => {
      expect(() => decodeVoucherHeader(header)).to.throw(MalformedMessageError);
    });
  }

  it("error: says where, and never repeats a long text", () => {
    const json = withVoucher(signedVoucherToJson(signedVoucher()), { seq: "9".repeat(2000) });

    const error = thrownBy(() => decodeVoucherHeader(toHeader(json)));
    expect(error.what).to.equal("voucher header");
    expect(error.at).to.equal("voucher.seq");
    expect(error.message.length).to.be.lessThan(200);
  });
});

describe("receipt header", () => {
  it("default: comes back as it was", () => {
    for (let i = 0; i < 50; i++) {
      const signed = signedReceipt();
      expect(decodeReceiptHeader(encodeReceiptHeader(signed))).to.deep.equal(signed);
    }
  });

  it("behavior: the largest receipt and voucher fit", () => {
    expect(encodeReceiptHeader(signedReceipt()).length).to.be.lessThan(MAX_HEADER_LENGTH);
    expect(encodeVoucherHeader(signedVoucher()).length).to.be.lessThan(MAX_HEADER_LENGTH);
  });

  it("error: a voucher", () => {
    const header = encodeVoucherHeader(signedVoucher());
    expect(() => decodeReceiptHeader(header)).to.throw(MalformedMessageError);
  });
});

describe("lane state", () => {
  it("default: comes back as it was, with and without a receipt", () => {
    const state = laneState();
    const { lastReceipt: _, ...bare } = state;

    expect(decodeLaneState(JSON.stringify(laneStateToJson(state)))).to.deep.equal(state);
    expect(decodeLaneState(JSON.stringify(laneStateToJson(bare)))).to.deep.equal(bare);
  });
});

describe("receipt proof", () => {
  const proof = () => ({
    ...signedReceipt(),
    proof: Array.from({ length: 32 }, hash),
    root: hash(),
    seq: 7n,
  });

  it("default: comes back as it was", () => {
    const sent = proof();
    expect(decodeReceiptProof(JSON.stringify(receiptProofToJson(sent)))).to.deep.equal(sent);
  });

  it("error: too few siblings", () => {
    const json = { ...receiptProofToJson(proof()), proof: [hash()] };
    expect(() => decodeReceiptProof(JSON.stringify(json))).to.throw(MalformedMessageError);
  });
});

describe("problem", () => {
  const problem = (): UsageProblem => ({
    name: "stale-lane",
    status: PROBLEM_STATUS["stale-lane"],
    title: "The lane has gone on",
    detail: "It has 3 receipts — not 2.",
    payment: {
      meter: hexlify(randomBytes(20)),
      chainId: 31337n,
      offer: randomStruct("Offer"),
      offerId: hash(),
      price: 2n ** 70n,
      lane: laneState(),
    },
    extensions: { x402Version: 1, accepts: [{ scheme: "exact" }] },
  });

  it("default: comes back as it was", () => {
    const sent = problem();
    expect(decodeProblem(encodeProblem(sent))).to.deep.equal(sent);
  });

  it("behavior: members of the problem win over extensions of the same name", () => {
    const sent = { ...problem(), extensions: { status: 200, type: "about:blank" } };
    expect(decodeProblem(encodeProblem(sent)).status).to.equal(402);
  });

  const damages: Record<string, object> = {
    "a type that is none of ours": { type: "about:blank" },
    "an unknown name": { type: "urn:sahara:problem:toString" },
    "a status as text": { status: "402" },
    "an endless title": { title: "x".repeat(3000) },
    "terms with an unknown member": { sahara: { surprise: true } },
  };
  for (const [what, damage] of Object.entries(damages)) {
    it(`error: ${what}`, () => {
      const json: object = JSON.parse(encodeProblem(problem())) as object;
      const body = JSON.stringify({ ...json, ...damage });
      expect(() => decodeProblem(body)).to.throw(MalformedMessageError);
    });
  }
});

type VoucherJson = ReturnType<typeof signedVoucherToJson>;

function withVoucher(json: VoucherJson, members: Record<string, unknown>) {
  return { ...json, voucher: { ...json.voucher, ...members } };
}

function withAccount(json: VoucherJson, members: Record<string, unknown>) {
  return { ...json, account: { ...json.account, ...members } };
}

function thrownBy(run: () => unknown): MalformedMessageError {
  try {
    run();
  } catch (error) {
    if (error instanceof MalformedMessageError) return error;
  }
  throw new Error("Nothing was refused.");
}
