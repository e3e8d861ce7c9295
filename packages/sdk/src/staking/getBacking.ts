import { mapLimited } from "../chain/mapLimited.ts";
import { accountOf, type Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";
import { type Thaw, worthOf } from "./getStaking.ts";

export type GetBackingParameters = {
  operator: Address;
  /** Defaults to the signer. */
  account?: Address | undefined;
};

/** What stands behind an operator, and an account's part of it. Amounts are base units of SAHARA. */
export type Backing = {
  operator: Address;
  /** Of all backers: what covers revenue, what they withdraw, what 1e18 shares are worth. */
  standing: bigint;
  thawing: bigint;
  rate: bigint;
  /** How much more the operator's own stake allows. */
  room: bigint;
  /** The account's. */
  account: Address;
  shares: bigint;
  worth: bigint;
  claimable: bigint;
  /** All that were not withdrawn. */
  thaws: Thaw[];
};

/** Reads what stands behind an operator. */
export async function getBacking(
  clients: Clients,
  parameters: GetBackingParameters,
): Promise<Backing> {
  const operator = parseAddress(parameters.operator, "operator");
  const account = parseAddress(await accountOf(clients, parameters.account), "account");
  const { operators } = clients.contracts;
  const [{ standing, thawing, rate }, room, { shares, worth }, claimable, count] =
    await Promise.all([
      operators.backingOf(operator),
      operators.backingRoom(operator),
      operators.backedBy(operator, account),
      operators.claimableBacking(operator, account),
      operators.backingThawCountOf(operator, account),
    ]);
  const ids = Array.from({ length: Number(count) }, (_, id) => BigInt(id));
  const found = await mapLimited(ids, async (id) => {
    const thaw = await operators.backingThawOf(operator, account, id);
    return { id, worth: worthOf(thaw.shares, rate), end: thaw.end };
  });
  const thaws = found.filter(({ end }) => end > 0n);
  return {
    ...{ operator, standing, thawing, rate, room },
    ...{ account, shares, worth, claimable, thaws },
  };
}
