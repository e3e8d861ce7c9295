import { CAPABILITIES, type Capability } from "@sahara/sdk";

import { parseName } from "./names.ts";

/** Collects what an operator can do, one name after the other. */
export function collectCapabilities(
  text: string,
  before: readonly Capability[] = [],
): Capability[] {
  return [...before, parseName(CAPABILITIES, text)];
}
