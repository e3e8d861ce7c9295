import { ZeroAddress } from "ethers";

import type { SaharaContracts } from "../lib/connectSahara.ts";
import { copyTerms } from "../lib/copyTerms.ts";

/** Numbers of the presets in contracts/licensing/LicensePresets.sol. */
const COMMERCIAL_USE = 2;
const COMMERCIAL_REMIX = 3;

export const MONTH_SECONDS = 30n * 24n * 3600n;

/** Base units of price: 1 token, or 0.001 of the native coin. */
export const TOKEN_PRICE = 10n ** 18n;
export const NATIVE_PRICE = 10n ** 15n;

/** Share of a derivative's revenue, in basis points: 14 parents stay below the cap of 8,000. */
const ROYALTY_BPS = 500;

export type TermsIds = Awaited<ReturnType<typeof registerTerms>>;

/** Registers the terms that the scenarios offer and returns their ids. */
export async function registerTerms(
  { licenses, presets }: SaharaContracts,
  sahara: string,
  plain: string,
) {
  const registerPreset = async (
    ...[number, price, currency, duration, royaltyBps, quota = 0n]: [
      number: number,
      price: bigint,
      currency: string,
      duration: bigint,
      royaltyBps: number,
      quota?: bigint,
    ]
  ) => {
    const preset = await presets.termsOf(number, price, currency, duration, royaltyBps);
    const terms = { ...copyTerms(preset), quota };
    const termsId = await licenses.registerTerms.staticCall(terms);
    await licenses.registerTerms(terms);
    return termsId;
  };

  return {
    /** Perpetual and good for one derivative, with a royalty. */
    remix: await registerPreset(COMMERCIAL_REMIX, TOKEN_PRICE, plain, 0n, ROYALTY_BPS, 1n),
    /** A month of use, in the currency of the name. */
    plainMonth: await registerPreset(COMMERCIAL_USE, TOKEN_PRICE, plain, MONTH_SECONDS, 0),
    saharaMonth: await registerPreset(COMMERCIAL_USE, TOKEN_PRICE, sahara, MONTH_SECONDS, 0),
    nativeMonth: await registerPreset(COMMERCIAL_USE, NATIVE_PRICE, ZeroAddress, MONTH_SECONDS, 0),
  };
}
