import type { Clients } from "../clients.ts";
import type { Address } from "../values/address.ts";
import { fromCurrencyMask } from "../values/currencies.ts";

export type GetAccountParameters = { assetId: bigint };

/** An asset's account in the revenue ledger. */
export type Account = {
  /** Units bound to whoever owns the asset. */
  ownerUnits: bigint;
  /** Units that the leaves of the contributor root may still take. */
  rootUnits: bigint;
  /** Merkle root of further contributors; undefined when there is none. */
  contributorRoot: string | undefined;
  /** The currencies it accepts. */
  currencies: Address[];
  /** Those it has been paid in. */
  active: Address[];
  /** The shares of its revenue that it owes to its parents. */
  royalties: { parent: bigint; bps: bigint }[];
  /** Whether its revenue is held for a dispute. */
  frozen: boolean;
};

/** Reads an asset's account; all zero when there is no such asset. */
export async function getAccount(
  clients: Clients,
  { assetId }: GetAccountParameters,
): Promise<Account> {
  const { ledger, contributorRoots } = clients.contracts;
  const [head, royalties, root] = await Promise.all([
    ledger.accountOf(assetId),
    ledger.royaltiesOf(assetId),
    contributorRoots.rootOf(assetId),
  ]);
  const { ownerUnits, rootUnits, accepted, active, frozen } = head;
  return {
    ...{ ownerUnits, rootUnits, frozen },
    contributorRoot: BigInt(root) === 0n ? undefined : root,
    currencies: await fromCurrencyMask(clients, accepted),
    active: await fromCurrencyMask(clients, active),
    royalties: royalties.map(({ parent, bps }) => ({ parent, bps })),
  };
}
