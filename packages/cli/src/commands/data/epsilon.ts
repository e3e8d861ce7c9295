import { formatAmount, parseAmount } from "@sahara/sdk";

/** The vault counts in millionths. */
const DECIMALS = 6;

/** Reads an ε such as `0.5`, exactly. */
export const parseEpsilon = (text: string): bigint => parseAmount(text, DECIMALS);

export const formatEpsilon = (millionths: bigint): string => formatAmount(millionths, DECIMALS);
