import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { type BaseWallet, type BigNumberish, type TypedDataDomain } from "ethers";

import type { OfferStruct } from "../../typechain-types/contracts/interfaces/IOfferBook.js";
import type {
  AccountTermsStruct,
  IUsageMeter,
} from "../../typechain-types/contracts/interfaces/IUsageMeter.js";
import { ethers, loadFixture, networkHelpers } from "../helpers/chain.ts";
import { loadSahara } from "../helpers/deploySahara.ts";
import { domainOf, TYPES } from "../helpers/typedData.ts";

export type Terms = AccountTermsStruct;
export type Offer = OfferStruct;
export type Item = IUsageMeter.RedemptionStruct;

/** Members of `RedeemStatus`. */
export const STATUS = {
  settled: 0n,
  partial: 1n,
  unknownOffer: 2n,
  offerNotLive: 3n,
  staleEpoch: 4n,
  expired: 5n,
  nothingNew: 6n,
  overCeiling: 7n,
  badSignature: 8n,
  sessionSpent: 9n,
  noFunds: 10n,
  noStake: 11n,
} as const;

export const HOUR = 3_600n;
export const DAY = 24n * HOUR;
export const YEAR = 365n * DAY;
export const FEE_BPS = 250n;
export const OPERATOR_BPS = 6_000n;
export const STAKE = 10_000n * 10n ** 18n;
/** The most that may be asked for: with it STAKE covers 10,000 base units of revenue. */
export const DEAREST_RATIO = 10n ** 36n;
export const DEPOSIT = 1_000_000n;
/** Of one call, or of many: the chain can't tell. */
export const CLAIM = 10_007n;
export const NO_SIGNATURE = "0x";
export const SALT = ethers.id("salt");
export const FAR_FUTURE = 2n ** 40n - 1n;
/** Digests of nothing that anyone has. */
export const NO_SUCH_OFFER = ethers.id("no such offer");

/** Whoever signs typed data. */
export type TypedSigner = Pick<HardhatEthersSigner | BaseWallet, "signTypedData">;

export type VoucherOptions = Partial<Item> & {
  /** The account that pays. Defaults to the payer's. */
  terms?: Terms;
  /** Who signs. Defaults to the payer. */
  signer?: TypedSigner;
};

export type Metering = Awaited<ReturnType<typeof deployMetering>>;

/** What fee, operator and asset have earned of the first `gross` base units. */
export function sharesOf(gross: bigint, feeBps = FEE_BPS, operatorBps = OPERATOR_BPS) {
  const fee = (gross * feeBps) / 10_000n;
  const toOperator = ((gross - fee) * operatorBps) / 10_000n;
  return { fee, toOperator, toAsset: gross - fee - toOperator };
}

/**
 * A data set of `owner`, an offer of it by `operator` with a fee of FEE_BPS, and an account of `payer` for that operator
 * with DEPOSIT in it. Operators have staked; `arbiter` has its role.
 */
export async function deployMetering() {
  const sahara = await loadSahara();
  const { meter, operators, parameters, token, owner, payer, stranger } = sahara;
  const book = sahara.offers;
  const { otherOwner: operator, otherContributor: otherOperator } = sahara;
  await sahara.appointArbiter();
  const timelock = await sahara.getTimelockSigner();
  await parameters.connect(timelock).setUsageFee(FEE_BPS);
  for (const staker of [operator, otherOperator]) {
    await token.connect(sahara.deployer).transfer(staker, STAKE);
    await token.connect(staker).approve(operators, STAKE);
    await operators.connect(staker).stake(staker, STAKE);
  }
  await token.connect(payer).approve(meter, ethers.MaxUint256);

  const currency = await token.getAddress();
  const dataset = await sahara.registerAsset();
  const domain = await domainOf(meter);
  const now = async () => BigInt(await networkHelpers.time.latest());
  const key = new ethers.Wallet(ethers.id("session key"));

  const makeTerms = (options: Partial<Terms> = {}): Terms => ({
    payer: payer.address,
    operator: operator.address,
    token: currency,
    withdrawDelay: HOUR,
    salt: SALT,
    ...options,
  });

  let offers = 0;
  /** An offer that is valid for a year; no two are the same. */
  const makeOffer = async (options: Partial<Offer> = {}): Promise<Offer> => ({
    assetId: dataset,
    version: 1n,
    operator: operator.address,
    token: currency,
    operatorBps: OPERATOR_BPS,
    maxPricePerCall: 1_000n,
    creditLimit: 5_000n,
    validFrom: (await now()) - HOUR,
    validUntil: (await now()) + YEAR,
    modelHash: ethers.id("model"),
    termsHash: ethers.id(`price list ${++offers}`),
    attestationPolicy: ethers.ZeroHash,
    ...options,
  });

  /** The owner's consent to an offer. */
  const consent = async (offer: Offer, signer: TypedSigner = owner) =>
    await signer.signTypedData(domain, TYPES.offer, offer);

  /** Publishes an offer by its operator, with the owner's consent; returns its id. */
  async function publish(options: Partial<Offer> = {}): Promise<string> {
    const offer = await makeOffer(options);
    const publisher = await ethers.getSigner(await ethers.resolveAddress(offer.operator));
    await book.connect(publisher).publishOffer(offer, await consent(offer));
    return await book.offerIdOf(offer);
  }

  const terms = makeTerms();
  const accountId = await meter.accountIdOf(terms);
  const offerId = await publish();
  await meter.connect(payer).deposit(terms, DEPOSIT);

  /** A signed voucher with a claim on it, of the payer's account and the offer unless said otherwise. */
  async function voucher(options: VoucherOptions = {}): Promise<Item> {
    const { terms: paying = terms, signer = payer, ...given } = options;
    const claim = BigInt(given.claim ?? CLAIM);
    const item = {
      payer: paying.payer,
      withdrawDelay: paying.withdrawDelay,
      salt: paying.salt,
      offerId,
      lane: 0n,
      epoch: 0n,
      seq: 1n,
      maxCumulative: claim,
      receiptsRoot: ethers.id("receipts"),
      validUntil: FAR_FUTURE,
      claim,
      signature: NO_SIGNATURE,
      ...given,
    };
    if (given.signature !== undefined) return item;
    return { ...item, signature: await signVoucher(item, paying, signer) };
  }

  async function signVoucher(item: Item, paying: Terms, signer: TypedSigner) {
    const message = { ...item, accountId: await meter.accountIdOf(paying) };
    return await signer.signTypedData(domain, TYPES.usageVoucher, pickVoucher(message));
  }

  /** Redeems as anyone may, and returns what became of each item. */
  async function redeem(...items: Item[]): Promise<bigint[]> {
    const asStranger = meter.connect(stranger);
    const statuses = await asStranger.redeem.staticCall(items);
    await asStranger.redeem(items);
    return [...statuses];
  }

  const balanceOf = async (id = accountId) => (await meter.accountOf(id)).balance;
  const grossOf = async (id = offerId) => (await meter.earningsOf(id)).gross;
  const redeemedOf = async (lane: BigNumberish = 0n, epoch: BigNumberish = 0n, id = accountId) =>
    (await meter.laneOf(id, offerId, lane, epoch)).redeemed;

  const typedDomain: TypedDataDomain = domain;
  return {
    ...sahara,
    ...{ operator, otherOperator, timelock, currency, dataset, key, domain: typedDomain, now },
    ...{ terms, accountId, offerId, makeTerms, makeOffer, consent, publish, voucher, redeem },
    ...{ balanceOf, grossOf, redeemedOf },
    book,
    publisher: book.connect(operator),
    asPayer: meter.connect(payer),
    asOperator: meter.connect(operator),
    asStranger: meter.connect(stranger),
  };
}

export const loadMetering = async (): Promise<Metering> => await loadFixture(deployMetering);

/** The members of a voucher alone; ethers refuses more. */
function pickVoucher({ accountId, ...item }: Item & { accountId: string }) {
  const { offerId, lane, epoch, seq, maxCumulative, receiptsRoot, validUntil } = item;
  return { accountId, offerId, lane, epoch, seq, maxCumulative, receiptsRoot, validUntil };
}
