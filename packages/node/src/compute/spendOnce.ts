import type { DataVaultClient, Spending } from "./DataVaultClient.ts";
import type { AnswerJournal } from "./openAnswerJournal.ts";

/** Spends for a job, unless it did already: the transaction is kept before it is sent, and sent again after a crash. */
export async function spendOnce(
  { vault, journal }: { vault: DataVaultClient; journal: AnswerJournal },
  spending: Spending,
): Promise<void> {
  const { jobRef } = spending;
  const entry = await journal.find(jobRef);
  if (entry?.stage === "ANSWERED") throw new Error("cannot happen: spends for an answer it has");
  if (entry !== undefined && (await vault.hasSpent(entry.transaction))) return;
  await vault.spend(spending, (transaction) =>
    journal.save(jobRef, { stage: "SPENDING", transaction }),
  );
}
