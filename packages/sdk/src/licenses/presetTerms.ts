import type { Clients } from "../clients.ts";
import { type Address, NATIVE, parseCurrency } from "../values/address.ts";
import { indexOfName, type Preset, PRESETS } from "../values/names.ts";
import { parseUint } from "../values/parseUint.ts";
import { decodeTerms, type LicenseTerms } from "./terms.ts";

/** The free presets ignore everything but their name. */
export type PresetTermsParameters = {
  preset: Preset;
  /** Base units of `currency` for one period. Defaults to nothing. */
  price?: bigint | undefined;
  /** Defaults to the native coin. */
  currency?: Address | undefined;
  /** Seconds of one period; 0, the default, is perpetual. */
  duration?: bigint | undefined;
  /** Share of a derivative's revenue, in basis points; only COMMERCIAL_REMIX has one. */
  royaltyBps?: bigint | undefined;
};

/** The terms of a preset, to be registered and offered as they are or to be changed first. */
export async function presetTerms(
  { contracts }: Clients,
  parameters: PresetTermsParameters,
): Promise<LicenseTerms> {
  const { preset, price = 0n, currency = NATIVE, duration = 0n, royaltyBps = 0n } = parameters;
  const terms = await contracts.presets.termsOf(
    indexOfName(PRESETS, preset, "preset"),
    parseUint(price, 128, "price"),
    parseCurrency(currency),
    parseUint(duration, 32, "duration"),
    parseUint(royaltyBps, 16, "royalty"),
  );
  return decodeTerms(terms);
}
