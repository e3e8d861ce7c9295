import type { ILicenseManager } from "../../typechain-types/index.js";

type TermsOutput = Awaited<ReturnType<ILicenseManager["termsOf"]>>;

/** The fields of terms that a contract returned, ready to be changed and sent. */
export const copyTerms = (terms: TermsOutput) => ({
  price: terms.price,
  duration: terms.duration,
  quota: terms.quota,
  seats: terms.seats,
  uses: terms.uses,
  royaltyBps: terms.royaltyBps,
  rules: terms.rules,
  currency: terms.currency,
  revenueCeiling: terms.revenueCeiling,
  legalTextHash: terms.legalTextHash,
});
