import { ContractRevertError, toSaharaError, USES } from "@sahara/sdk";

import { ContradictoryTermsError } from "../../errors.ts";

/** Why the contract refuses terms, in the order of its faults. */
const FAULTS = [
  `uses: name at least one of ${USES.join(", ")}.`,
  "rules: RECIPROCAL binds derivatives, so the uses need DERIVATIVE.",
  "seats: a licence has at most 256.",
  "royalty: only derivatives pay one, so the uses need DERIVATIVE; it is at most 80%.",
  "revenueCeiling: it limits derivatives, so the uses need DERIVATIVE.",
  "currency: free terms without a revenue ceiling have none. Leave it out, or set a price.",
  "rules: RENEWABLE needs a duration; perpetual terms are never renewed.",
];

/** The error of terms that were refused as contradictory, in words; any other error as it is. */
export function explainTermsFault(thrown: unknown): unknown {
  const error = toSaharaError(thrown);
  if (!(error instanceof ContractRevertError)) return error;
  if (error.errorName !== "LicenseManager_InvalidTerms") return error;
  const reason = FAULTS[Number(error.args.fault)];
  return reason === undefined ? error : new ContradictoryTermsError(reason, { cause: error });
}
