import { isHexString } from "ethers";

import { UsageError } from "../../errors.ts";

/** What is called: whatever offers an asset, or one offer. @throws {UsageError} When the text is neither. */
export function parseCallee(text: string): { assetId: bigint } | { offerId: string } {
  if (/^\d+$/.test(text)) return { assetId: BigInt(text) };
  if (isHexString(text, 32)) return { offerId: text.toLowerCase() };
  throw new UsageError(
    `"${text}" is neither an asset nor an offer. Pass a number such as 4, or 0x and 64 hex digits.`,
  );
}
