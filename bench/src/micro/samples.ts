import {
  type AccountTerms,
  type CallReceipt,
  meterDomain,
  type Signatures,
  type UsageVoucher,
} from "@sahara/sdk";
import { id } from "ethers";

const METER = "0x5fbdb2315678afecb367f032d93f642f64180aa3";
const PAYER = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";
const OPERATOR = "0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc";

/** The domain that the samples are signed in. */
export const SAMPLE_DOMAIN = meterDomain(31_337n, METER);
/** A private key that everybody knows. */
export const SAMPLE_KEY = id("sahara.bench.key");

export const SAMPLE_TERMS: AccountTerms = {
  payer: PAYER,
  operator: OPERATOR,
  token: METER,
  withdrawDelay: 900,
  salt: id("salt"),
};

export const SAMPLE_VOUCHER: UsageVoucher = {
  accountId: id("account"),
  offerId: id("offer"),
  lane: 7,
  epoch: 1,
  seq: 12_345n,
  maxCumulative: 10n ** 24n,
  receiptsRoot: id("root"),
  validUntil: 1_800_000_000,
};

export const SAMPLE_RECEIPT: CallReceipt = {
  accountId: id("account"),
  offerId: id("offer"),
  lane: 7,
  epoch: 1,
  seq: 12_346n,
  requestHash: id("request"),
  responseHash: id("response"),
  units: 640n,
  amount: 10n ** 15n,
  cumulative: 10n ** 24n,
  startedAt: 1_780_000_000,
  finishedAt: 1_780_000_001,
  modelHash: id("model"),
};

/** Digests as receipts have them, all different. */
export function sampleLeaves({ keccak256 }: Pick<Signatures, "keccak256">, count: number) {
  return Array.from({ length: count }, (_, index) => keccak256(Buffer.from(`receipt ${index}`)));
}
