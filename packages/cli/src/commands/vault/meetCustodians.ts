import { type CustodianDescription, describeCustodian } from "@sahara/storage";

import { NegativeAnswerError } from "../../errors.ts";
import type { Session } from "../../session/openSession.ts";

/** A custodian as it is named: by its address on the net, and by its account if that is known. */
export type CustodianName = { readonly url: string; readonly account?: string | undefined };

/** The option that names custodians. */
export const CUSTODIAN = [
  "--custodian <url...>",
  "custodians, in the order of their shares; account@url takes only one with this account",
] as const;

/** Reads `url` or `account@url`. */
export function parseCustodianName(text: string): CustodianName {
  const [, account, url] = /^(0x[0-9a-fA-F]{40})@(.+)$/.exec(text) ?? [];
  return url === undefined ? { url: text } : { url, account };
}

/**
 * Asks custodians who they are.
 *
 * @throws {CustodianError} When one does not say.
 * @throws {NegativeAnswerError} When one is another than was named, or follows another data vault.
 */
export async function meetCustodians(
  { sahara }: Pick<Session, "sahara">,
  names: readonly CustodianName[],
): Promise<CustodianDescription[]> {
  const { chainId, addresses } = sahara.clients;
  return await Promise.all(
    names.map(async ({ url, account }) => {
      const met = await describeCustodian({ url });
      if (account !== undefined && !isSame(account, met.account)) {
        throw new NegativeAnswerError(`${url} is ${met.account}, and not ${account}.`);
      }
      const { domain } = met;
      if (domain.chainId !== chainId || !isSame(domain.contract, addresses.vault)) {
        throw new NegativeAnswerError(
          `${url} follows data vault ${domain.contract} on chain ${domain.chainId}; here it is ${addresses.vault} on chain ${chainId}.`,
        );
      }
      return met;
    }),
  );
}

const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
