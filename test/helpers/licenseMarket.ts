import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";

import { loadSahara } from "./deploySahara.ts";
import type { Terms } from "./licensing.ts";

export type Purchase = {
  licensee?: HardhatEthersSigner;
  periods?: bigint;
  /** Most to pay for all periods, in base units. */
  maxPrice?: bigint;
  /** Native coin to send, in base units. */
  value?: bigint;
};

/** A deployment in which `owner` offers one asset under terms that take SAHARA unless they say otherwise. */
export async function loadMarket(terms: Partial<Terms> = {}) {
  const sahara = await loadSahara();
  const { licenses, licensee, registerAsset, registerTerms, offerTerms } = sahara;
  const currency = await sahara.token.getAddress();
  const assetId = await registerAsset();
  const priced = terms.price !== undefined && terms.price !== 0n;
  const termsId = await registerTerms({ ...(priced ? { currency } : {}), ...terms });
  await offerTerms(assetId, termsId);

  /** Sends a purchase of the licensee. */
  const mint = async (purchase: Purchase = {}) => {
    const { value = 0n, ...rest } = purchase;
    const request = { assetId, termsId, licensee, periods: 1n, maxPrice: 2n ** 128n - 1n, ...rest };
    return await licenses.connect(licensee).mintLicense(request, { value });
  };
  /** Ids of licences of the asset count up from this one. */
  const firstLicense = (assetId << 32n) | 1n;
  return { ...sahara, currency, assetId, termsId, mint, firstLicense };
}
