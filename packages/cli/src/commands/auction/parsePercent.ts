import { parseBps } from "@sahara/sdk";

/** Reads a percentage such as `5%` into basis points. */
export const parsePercent = (text: string): bigint => parseBps(text);
