import { ZeroHash } from "ethers";

import { parseRoot } from "../values/root.ts";

/** The state that a buyer goes by: the given one, that of now, or any at all. */
export async function expectedStateOr(
  given: string | undefined,
  read: () => Promise<string>,
): Promise<string> {
  if (given === "any") return ZeroHash;
  return given === undefined ? await read() : parseRoot(given, "state");
}
