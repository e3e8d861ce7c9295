import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { id, ZeroAddress, ZeroHash } from "ethers";

import type { IRegistrar } from "../../typechain-types/index.js";
import type { SaharaContracts } from "../lib/connectSahara.ts";
import type { Erc20 } from "./Erc20.ts";
import type { TermsIds } from "./registerTerms.ts";

export type Registration = IRegistrar.RegistrationStruct;

/** Base units of a payment: a twentieth of a twentieth of it, sixteen deep, is still something. */
export const PAYMENT = 10n ** 24n;
export const NATIVE_PAYMENT = 10n ** 18n;

/** Currencies of an asset: the native coin, SAHARA, and one or both plain tokens. */
export const THREE_CURRENCIES = 0b0111;
export const FOUR_CURRENCIES = 0b1111;

/** Most a buyer agrees to pay, in base units. */
const MAX_PRICE = 10n ** 24n;

const MODEL = 1;
const DERIVED_FROM = 2;

type Start = { sahara: SaharaContracts; terms: TermsIds; payer: HardhatEthersSigner };

/** The steps that scenarios are made of; those called `send` are the ones that are measured. */
export function createMoves({ sahara, terms, payer }: Start) {
  const { registry, registrar, licenses, ledger } = sahara;
  let contents = 0;

  /** A data set that accepts three currencies and offers licences, with roots nobody used before. */
  const registration = (options: Partial<Registration> = {}): Registration => {
    const label = ++contents;
    return {
      kind: 0,
      contentRoot: id(`content ${label}`),
      metadataRoot: id(`metadata ${label}`),
      salt: ZeroHash,
      currencies: THREE_CURRENCIES,
      parents: [],
      contributors: [],
      contributorRoot: ZeroHash,
      contributorRootUnits: 0,
      terms: [terms.remix],
      ...options,
    };
  };

  const sendRegistration = (owner: HardhatEthersSigner, options: Partial<Registration> = {}) =>
    registrar.connect(owner).register(registration(options));

  /** Registers an asset and returns its id. */
  const register = async (owner: HardhatEthersSigner, options: Partial<Registration> = {}) => {
    await sendRegistration(owner, options);
    return await registry.assetCount();
  };

  const sendPurchase = (
    buyer: HardhatEthersSigner,
    assetId: bigint,
    termsId: string,
    value = 0n,
  ) => {
    const request = { assetId, termsId, licensee: buyer, periods: 1, maxPrice: MAX_PRICE };
    return licenses.connect(buyer).mintLicense(request, { value });
  };

  /** Buys a licence and returns its id. */
  const buy = async (
    buyer: HardhatEthersSigner,
    assetId: bigint,
    termsId: string,
    value = 0n,
  ): Promise<bigint> => {
    const { blockNumber } = await sendPurchase(buyer, assetId, termsId, value);
    const block = blockNumber ?? "latest";
    const [minted] = await licenses.queryFilter(licenses.filters.LicenseMinted(), block, block);
    if (minted === undefined) throw new Error(`no licence of asset ${assetId} was minted`);
    return minted.args.licenseId;
  };

  /** Buys a licence of each parent; returns what makes a registration their derivative. */
  const license = async (
    builder: HardhatEthersSigner,
    parents: readonly bigint[],
  ): Promise<Pick<Registration, "kind" | "parents">> => {
    const links = [];
    for (const asset of parents) {
      const bought = await buy(builder, asset, terms.remix);
      links.push({ asset, relation: DERIVED_FROM, license: bought });
    }
    return { kind: MODEL, parents: links };
  };

  /** Registers one derivative a builder, each made from the one before; returns their ids, nearest first. */
  const deriveChain = async (root: bigint, builders: readonly HardhatEthersSigner[]) => {
    const chain: bigint[] = [];
    for (const builder of builders) {
      chain.push(await register(builder, await license(builder, [chain.at(-1) ?? root])));
    }
    return chain;
  };

  const sendPayment = (assetId: bigint, token: Erc20, amount = PAYMENT) =>
    ledger.connect(payer).pay(assetId, token, amount, ZeroHash);

  const sendNativePayment = (assetId: bigint) =>
    ledger
      .connect(payer)
      .pay(assetId, ZeroAddress, NATIVE_PAYMENT, ZeroHash, { value: NATIVE_PAYMENT });

  const pay = async (assetId: bigint, token: Erc20) => {
    await sendPayment(assetId, token);
  };

  /** Registers an asset that was paid in the token before. */
  const registerPaid = async (owner: HardhatEthersSigner, token: Erc20) => {
    const assetId = await register(owner);
    await pay(assetId, token);
    return assetId;
  };

  const payNative = async (assetId: bigint) => {
    await sendNativePayment(assetId);
  };

  return {
    registration,
    sendRegistration,
    register,
    registerPaid,
    sendPurchase,
    buy,
    license,
    deriveChain,
    sendPayment,
    sendNativePayment,
    pay,
    payNative,
  };
}
