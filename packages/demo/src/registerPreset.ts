import type { Preset } from "@sahara/sdk";

import type { Person } from "./cast.ts";

export type OfferParameters = {
  preset: Preset;
  price: bigint;
  royaltyBps?: number;
  /** Seconds; 0 is perpetual. */
  duration?: number;
};

/** Registers ready-made terms priced in SAHARA and returns their content address. */
export async function registerPreset(
  { sahara }: Person,
  { preset, price, royaltyBps = 0, duration = 0 }: OfferParameters,
): Promise<string> {
  const currency = sahara.clients.addresses.token;
  const terms = await sahara.presetTerms({
    preset,
    price,
    currency,
    duration: BigInt(duration),
    royaltyBps: BigInt(royaltyBps),
  });
  const { termsId } = await sahara.registerTerms(terms);
  return termsId;
}
