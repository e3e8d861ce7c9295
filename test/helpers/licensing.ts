import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";

import type { LicenseTermsStruct } from "../../typechain-types/contracts/interfaces/ILicenseManager.js";
import { ethers } from "./chain.ts";
import type { Actors, SaharaContracts } from "./deploySahara.ts";

/** Bits of `uses`. */
export const USE = {
  access: 1n << 0n,
  commercial: 1n << 1n,
  derivative: 1n << 2n,
  train: 1n << 3n,
  finetune: 1n << 4n,
  infer: 1n << 5n,
  rag: 1n << 6n,
  redistribute: 1n << 7n,
} as const;
export const ALL_USES = (1n << 8n) - 1n;

/** Bits of `rules`. */
export const RULE = {
  transferable: 1n << 0n,
  exclusive: 1n << 1n,
  approvalRequired: 1n << 2n,
  reciprocal: 1n << 3n,
  revocable: 1n << 4n,
  renewable: 1n << 5n,
} as const;

export type Terms = LicenseTermsStruct;

/** Free, perpetual and unlimited, for every use; the tests name what differs. */
export const OPEN_TERMS = {
  price: 0n,
  duration: 0n,
  quota: 0n,
  seats: 0n,
  uses: ALL_USES,
  royaltyBps: 0n,
  rules: RULE.transferable,
  currency: ethers.ZeroAddress,
  revenueCeiling: 0n,
  legalTextHash: ethers.ZeroHash,
} satisfies Terms;

export type LicensePurchase = {
  assetId: bigint;
  termsId: string;
  /** Who gets the licence and pays for it. Defaults to the licensee. */
  licensee?: HardhatEthersSigner;
  periods?: bigint;
  maxPrice?: bigint;
  /** Native coin to send, in base units. */
  value?: bigint;
};

/** Helpers that register terms, offer them and buy licences. */
export function createLicensing({ licenses, registry }: SaharaContracts, actors: Actors) {
  /** Registers terms, OPEN_TERMS but for what is given, and returns their id. */
  async function registerTerms(terms: Partial<Terms> = {}): Promise<string> {
    const whole = { ...OPEN_TERMS, ...terms };
    await licenses.registerTerms(whole);
    return await licenses.registerTerms.staticCall(whole);
  }

  /** Buys a licence and returns its id. */
  async function buyLicense(purchase: LicensePurchase): Promise<bigint> {
    const { assetId, termsId, licensee = actors.licensee, periods = 1n } = purchase;
    const request = {
      assetId,
      termsId,
      licensee,
      periods,
      maxPrice: purchase.maxPrice ?? 2n ** 128n - 1n,
    };
    const options = { value: purchase.value ?? 0n };
    const asLicensee = licenses.connect(licensee);
    const licenseId = await asLicensee.mintLicense.staticCall(request, options);
    await asLicensee.mintLicense(request, options);
    return licenseId;
  }

  /** Has the asset's owner offer registered terms. */
  async function offerTerms(assetId: bigint, ...termsIds: string[]): Promise<void> {
    const owner = await ethers.getSigner(await registry.ownerOf(assetId));
    await licenses.connect(owner).offerTerms(assetId, termsIds);
  }

  return { registerTerms, buyLicense, offerTerms };
}
