import type { ComputeRules, DataVaultClient, Spending } from "../src/compute/DataVaultClient.ts";

/** A vault without a chain: it follows the rules of the contract as far as an operator sees them. */
export function createFakeVault(contentRoot: string) {
  const sent = new Map<string, Spending>();
  const rules = {
    contentRoot,
    limits: { maxRows: 3, maxOutputBytes: 1_000, minGroupSize: 1 },
    ...{ operatorAllowed: true, disputed: false, budgetLeft: 1_000_000n },
  } as { -readonly [Name in keyof ComputeRules]: ComputeRules[Name] };

  const client: DataVaultClient = {
    canSpend: true,
    readRules: async () => ({ ...rules }),
    spend: async (spending, note) => {
      const transaction = `transaction ${sent.size + 1}`;
      await note(transaction);
      if ((rules.budgetLeft ?? 0n) < spending.epsilon) throw new Error("DataVault_BudgetExceeded");
      rules.budgetLeft = (rules.budgetLeft ?? 0n) - spending.epsilon;
      sent.set(transaction, spending);
    },
    hasSpent: async (transaction) => sent.has(transaction),
  };
  return { client, rules, spent: () => [...sent.values()] };
}
