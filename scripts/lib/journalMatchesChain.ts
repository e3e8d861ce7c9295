import type { Provider } from "ethers";

import type { JournalEntry } from "./readJournal.ts";

/** Whether the chain still holds, in the same blocks, the first and the last transaction of a journal. */
export async function journalMatchesChain(
  journal: readonly JournalEntry[],
  provider: Provider,
): Promise<boolean> {
  for (const entry of [journal[0], journal.at(-1)]) {
    if (entry === undefined) continue;
    const receipt = await provider.getTransactionReceipt(entry.hash);
    if (receipt?.blockHash !== entry.blockHash) return false;
  }
  return true;
}
