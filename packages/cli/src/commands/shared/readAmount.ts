import { parseAmount } from "@sahara/sdk";

import type { Token } from "../../session/createTokenBook.ts";

/** Reads an amount such as `1.5` exactly, into base units of a currency. */
export const readAmount = (text: string, { decimals }: Token): bigint =>
  parseAmount(text, decimals);
