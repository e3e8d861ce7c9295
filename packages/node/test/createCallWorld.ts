import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import {
  type AccountTerms,
  createDigests,
  createReceiptTree,
  decodeReceiptHeader,
  emptyRoot,
  encodeVoucherHeader,
  fromHex,
  hashBody,
  meterDomain,
  type SignedVoucher,
  toHex,
  type UsageOffer,
  type UsageVoucher,
} from "@sahara/sdk";
import { createSignatures } from "@sahara/signatures";
import { hexlify, randomBytes, Wallet, ZeroHash } from "ethers";

import type { Answered, Call } from "../src/calls/Call.ts";
import { createModelRunner } from "../src/calls/createModelRunner.ts";
import { createVoucherCalls } from "../src/calls/createVoucherCalls.ts";
import type { AccountBook } from "../src/chain/createAccountBook.ts";
import { createLaneBook } from "../src/lanes/createLaneBook.ts";
import { nullModel } from "../src/models/nullModel.ts";
import type { ServedModel } from "../src/models/ServedModel.ts";
import type { ServedOffer } from "../src/offers/ServedOffer.ts";
import type { Store } from "../src/store/Store.ts";
import { createSqliteStore } from "../src/store/sqlite/createSqliteStore.ts";

export const PRICE = 10n;
const NOW = 1_800_000_000;
const WITHDRAW_DELAY = 3_600;

export type CallWorld = Awaited<ReturnType<typeof createCallWorld>>;

/** All that answers calls paid by vouchers, but for chain and HTTP, with one payer of `balance`. */
export async function createCallWorld({
  balance = 1_000_000n,
  model = {},
  openStore = (file: string) => createSqliteStore({ file }),
}: {
  balance?: bigint;
  model?: Partial<ServedModel>;
  openStore?: (file: string) => Promise<Store>;
} = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), "sahara-node-"));
  const signatures = await createSignatures();
  const digests = createDigests(meterDomain(31_337n, hexlify(randomBytes(20))), signatures);
  const payer = Wallet.createRandom();
  const key = Wallet.createRandom();
  const operator = hexlify(randomBytes(20));
  const token = hexlify(randomBytes(20));

  const opened = await nullModel.open({ id: "null", assetId: 7n, options: {}, folder });
  const offer: UsageOffer = {
    ...{ assetId: 7n, version: 1, operator, token, operatorBps: 5_000, maxPricePerCall: PRICE },
    ...{ creditLimit: 0n, validFrom: NOW - 1, validUntil: NOW + 10_000_000 },
    ...{ modelHash: opened.modelHash, termsHash: ZeroHash, attestationPolicy: ZeroHash },
  };
  const served: ServedOffer = {
    offerId: digests.id("Offer", offer),
    offer,
    receiver: hexlify(randomBytes(20)),
    model: { ...opened, ...model },
    price: { perCall: PRICE, perUnit: 0n },
    freeCallsPerDay: 0,
    endsAt: offer.validUntil,
  };
  const account: AccountTerms = {
    ...{ payer: payer.address.toLowerCase(), operator, token },
    ...{ withdrawDelay: WITHDRAW_DELAY, salt: ZeroHash },
  };
  const accountId = digests.id("AccountTerms", account);

  const store = await openStore(path.join(folder, "node.sqlite"));
  const accounts = createAccounts(accountId, account, balance);
  const lanes = createLaneBook({
    ...{ store, digests, signatures },
    signer: { address: key.address, privateKey: fromHex(key.privateKey) },
  });
  const models = createModelRunner({
    ...{ timeoutMs: 1_000, maxWaiting: 8, maxResponseBytes: 10_000 },
  });
  const calls = createVoucherCalls({
    ...{ store, lanes, accounts, models, digests, signatures },
    ...{ now: () => NOW, redeemSeconds: 60 },
  });

  function sign(voucher: UsageVoucher, signer: { privateKey: string } = payer): SignedVoucher {
    const digest = digests.digest("UsageVoucher", voucher);
    const signature = toHex(signatures.sign(digest, fromHex(signer.privateKey)));
    return { account, voucher, signature };
  }

  function callOf(body: string, onPiece: Call["onPiece"] = () => undefined): Call {
    return {
      ...{ served, input: {}, units: 1n, price: PRICE, onPiece },
      requestHash: hashBody(signatures, Buffer.from(body)),
    };
  }

  /** The payer's side of one lane. */
  function createPayerLane(lane: number) {
    const tree = createReceiptTree(signatures.keccak256);
    let cumulative = 0n;
    return {
      voucher: (changes: Partial<UsageVoucher> = {}): UsageVoucher => ({
        ...{ accountId, offerId: served.offerId, lane, epoch: 0, seq: BigInt(tree.size) },
        maxCumulative: cumulative + PRICE,
        receiptsRoot: toHex(tree.root()),
        validUntil: NOW + WITHDRAW_DELAY + 1_000,
        ...changes,
      }),
      take({ receipt: header }: Answered) {
        const { receipt } = decodeReceiptHeader(header ?? "");
        tree.append(digests.digest("CallReceipt", receipt));
        ({ cumulative } = receipt);
        return receipt;
      },
    };
  }

  return {
    ...{ folder, store, lanes, calls, accounts, served, account, accountId, payer, key },
    ...{ digests, signatures, sign, callOf, createPayerLane },
    noReceipts: toHex(emptyRoot(signatures.keccak256)),
    call: (body: string, signed: SignedVoucher) =>
      calls.call(callOf(body), signed, encodeVoucherHeader(signed)),
    async stop() {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** The one account that there is, as a chain would tell of it. */
function createAccounts(accountId: string, terms: AccountTerms, balance: bigint): AccountBook {
  let charged = 0n;
  let reserved = 0n;
  return {
    follow: async () => undefined,
    refresh: async () => false,
    view: async (id) =>
      id === accountId
        ? {
            ...{ terms, epoch: 0, limit: balance, sessions: new Map() },
            charged: charged + reserved,
          }
        : undefined,
    reserve(_, amount) {
      reserved += amount;
      return () => {
        reserved -= amount;
      };
    },
    charge(_, amount) {
      charged += amount;
    },
    reload: async () => undefined,
    chainTime: () => NOW,
    head: () => 0,
  };
}
