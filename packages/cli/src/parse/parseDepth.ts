import { UsageError } from "../errors.ts";

/** Reads how far to go. @throws {UsageError} When the text is no whole number from 1. */
export function parseDepth(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new UsageError(`"${text}" is no depth. Pass a number from 1.`);
  return Number(text);
}
