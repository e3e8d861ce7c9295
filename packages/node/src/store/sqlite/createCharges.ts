import { toBytes } from "../codec.ts";
import type { Statements } from "./statements.ts";

export type Charges = ReturnType<typeof createCharges>;

/** What the lanes of each account came to: summed up when it is asked for first, then carried along. */
export function createCharges(sql: Pick<Statements, "cumulatives">) {
  const sums = new Map<string, bigint>();

  function of(accountId: string, epoch: number): bigint {
    const name = `${accountId}/${epoch}`;
    let sum = sums.get(name);
    if (sum === undefined) {
      const lanes = sql.cumulatives.all(toBytes(accountId), epoch);
      sum = lanes.reduce((total, { cumulative }) => total + BigInt(String(cumulative)), 0n);
      sums.set(name, sum);
    }
    return sum;
  }

  return {
    of,
    add(accountId: string, epoch: number, amount: bigint): void {
      sums.set(`${accountId}/${epoch}`, of(accountId, epoch) + amount);
    },
    /** Sums up anew, after a transaction that was rolled back. */
    forget(): void {
      sums.clear();
    },
  };
}
