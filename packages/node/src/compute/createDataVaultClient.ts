import { type Contracts, ContractRevertError, toSaharaError } from "@sahara/sdk";

import type { Sender } from "../chain/createSender.ts";
import { InvalidSpecificationError } from "../jobs/JobProgram.ts";
import type { ComputeQuestion, DataVaultClient } from "./DataVaultClient.ts";

export type DataVaultClientDeps = {
  contracts: Pick<Contracts, "vault" | "registry" | "ledger">;
  operator: string;
  /** Sends for the operator itself, who alone can spend. */
  operatorSender: Pick<Sender, "sendNoted" | "settle"> | undefined;
};

/** Reads and writes the vault on the chain. */
export function createDataVaultClient({
  contracts: { vault, registry, ledger },
  operator,
  operatorSender,
}: DataVaultClientDeps): DataVaultClient {
  function requireSender() {
    if (operatorSender === undefined)
      throw new Error("cannot happen: asked to spend without a key");
    return operatorSender;
  }

  async function isDisputed(assetId: bigint): Promise<boolean> {
    const [{ frozen }, superseded] = await Promise.all([
      ledger.accountOf(assetId),
      registry.isSuperseded(assetId),
    ]);
    return frozen || superseded;
  }

  return {
    canSpend: operatorSender !== undefined,

    async readRules({ assetId, version, programHash }: ComputeQuestion) {
      const [{ contentRoot }, program, operatorAllowed, disputed, budget] = await orRefused(
        Promise.all([
          registry.versionOf(assetId, version),
          vault.programOf(assetId, programHash),
          vault.isComputeOperator(assetId, operator),
          isDisputed(assetId),
          vault.privacyBudgetOf(assetId, version),
        ]),
      );
      const { maxRows, maxOutputBytes, minGroupSize } = program.limits;
      return {
        contentRoot,
        limits: program.allowed
          ? {
              maxRows: Number(maxRows),
              maxOutputBytes: Number(maxOutputBytes),
              minGroupSize: Number(minGroupSize),
            }
          : undefined,
        operatorAllowed,
        disputed,
        budgetLeft: budget.opened ? budget.total - budget.spent : undefined,
      };
    },

    async spend({ assetId, version, programHash, epsilon, jobRef }, note) {
      const spending = await vault.spend.populateTransaction(
        ...[assetId, version, programHash, epsilon, jobRef],
      );
      await orRefused(requireSender().sendNoted(spending, note));
    },

    hasSpent: async (transaction) => await requireSender().settle(transaction),
  };
}

/** What a contract refuses, such as an asset that it does not know, it refuses the next time as well. */
async function orRefused<Value>(answer: Promise<Value>): Promise<Value> {
  try {
    return await answer;
  } catch (error) {
    const explained = toSaharaError(error);
    if (!(explained instanceof ContractRevertError)) throw error;
    throw new InvalidSpecificationError(explained.message, { cause: explained });
  }
}
