import { type Address, parseAddress } from "@sahara/sdk";

import { FileError } from "../errors.ts";

/** Who gets what, as a list names it. */
export type ListedClaim = { account: Address; amount: bigint };

/**
 * Reads claims from CSV lines `address,amount`; an optional head line and `#` comments are passed over.
 *
 * @param parseAmount Reads an amount of the token that is distributed.
 * @throws {FileError} When a line can't be read; it is named.
 */
export function parseClaimList(
  file: string,
  text: string,
  parseAmount: (text: string) => bigint,
): ListedClaim[] {
  const lines = text.split(/\r?\n/).map((line, at) => ({
    cells: line.split(",").map((cell) => cell.trim()),
    number: at + 1,
  }));
  const filled = lines.filter(({ cells: [first = ""] }) => first !== "" && !first.startsWith("#"));
  const rows = filled[0]?.cells[0]?.startsWith("0x") === true ? filled : filled.slice(1);
  if (rows.length === 0) throw new FileError(file, "it names no claim.");
  return rows.map(({ cells: [account, amount, ...rest], number }) => {
    if (account === undefined || amount === undefined || rest.length > 0) {
      throw new FileError(file, `line ${number} is not "address,amount".`);
    }
    try {
      return { account: parseAddress(account, "an account"), amount: parseAmount(amount) };
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new FileError(file, `line ${number}: ${reason}`, { cause });
    }
  });
}
