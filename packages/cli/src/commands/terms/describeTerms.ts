import type { LicenseTerms } from "@sahara/sdk";
import { ZeroHash } from "ethers";

import type { Field } from "../../output/fields.ts";
import { formatBps, formatCount, formatDuration } from "../../output/format.ts";
import type { TokenBook } from "../../session/createTokenBook.ts";

/** Terms for people. */
export async function describeTerms(tokens: TokenBook, terms: LicenseTerms): Promise<Field[]> {
  const { price, currency, duration, quota, seats, uses, rules, royaltyBps, revenueCeiling } =
    terms;
  return [
    ["Price", price === 0n ? "free" : await tokens.format(price, currency)],
    ["Period", formatDuration(duration)],
    ["Uses", uses.join(", ")],
    ["Rules", rules.length === 0 ? undefined : rules.join(", ")],
    ["Royalty", formatBps(royaltyBps)],
    ["Quota", quota === 0n ? undefined : `${formatCount(quota)} metered uses a period`],
    ["Seats", seats === 0n ? undefined : formatCount(seats)],
    ["Ceiling", revenueCeiling === 0n ? undefined : await tokens.format(revenueCeiling, currency)],
    ["Legal text", terms.legalTextHash === ZeroHash ? undefined : terms.legalTextHash],
  ];
}
