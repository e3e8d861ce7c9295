import { getAddress, id, ZeroAddress } from "ethers";

import type { World } from "../createWorld.ts";
import type { Gas } from "../Gas.ts";
import { repeat } from "../repeat.ts";

const OWNER = ZeroAddress;
const ANCESTORS = 16;
const CONTRIBUTOR_UNITS = 10_000_000n;

/** Money on its way up the ancestry: royalties settled, and claimed several hops above the payment. */
export async function measureAncestry(world: World): Promise<Gas> {
  const { gasOf, sahara, tokens, owner, builder, customer } = world;
  const ledger = sahara.ledger.connect(customer);
  const gas: Gas = {};

  for (const parents of [1, 2, 5, 14]) {
    const child = await deriveFromMany(world, parents);
    await world.pay(child, tokens.plain);
    gas[`settle${parents}Parents`] = await gasOf(() => ledger.settle(child, tokens.plain));
  }

  for (const hops of [1, 2, 4, 8, 16]) {
    const root = await world.register(owner);
    const below = await world.deriveChain(root, repeat(builder, hops));
    const path = below.toReversed();
    const claim = async () => {
      await world.pay(path[0] ?? root, tokens.plain);
      return await gasOf(() => ledger.claim(root, tokens.plain, OWNER, path));
    };
    await claim();
    gas[`claimThrough${hops}Hops`] = await claim();
  }

  return { ...gas, ...(await measureWholeChain(world)) };
}

/**
 * The sum of the sixteen transactions in which one payment is claimed at all ancestors of a chain, each of another
 * owner: by a contributor with units of each, and by the owners.
 */
async function measureWholeChain(world: World): Promise<Gas> {
  const { gasOf, sahara, tokens, owner, builder, others, customer } = world;
  const ledger = sahara.ledger.connect(customer);
  const owners = [owner, ...others.slice(0, ANCESTORS - 1)];
  const root = await world.register(owner);
  const below = await world.deriveChain(root, [...owners.slice(1), builder]);
  const path = below.toReversed();
  const ancestors = [root, ...below.slice(0, -1)].map((asset, i) => ({
    asset,
    owner: owners[i] ?? owner,
  }));
  const contributor = (asset: bigint) => getAddress(id(`contributor of ${asset}`).slice(0, 42));
  for (const { asset, owner: holder } of ancestors) {
    await sahara.ledger.connect(holder).releaseUnits(asset, contributor(asset), CONTRIBUTOR_UNITS);
  }

  const claimAll = async (
    holderOf: (asset: bigint) => string,
    pathOf: (index: number) => bigint[],
  ) => {
    await world.pay(path[0] ?? root, tokens.plain);
    let sum = 0n;
    for (const [i, { asset }] of ancestors.toReversed().entries()) {
      sum += await gasOf(() => ledger.claim(asset, tokens.plain, holderOf(asset), pathOf(i)));
    }
    return sum;
  };
  /** Whoever claims first settles the whole path. */
  const whole = (index: number) => (index === 0 ? path : []);
  /** Everyone settles the one asset below its own. */
  const own = (index: number) => path.slice(index, index + 1);
  const ownerOf = () => OWNER;

  await claimAll(ownerOf, whole);
  return {
    settleAndClaim16AncestorsFirst: await claimAll(contributor, whole),
    settleAndClaim16Ancestors: await claimAll(contributor, whole),
    settleAndClaim16AncestorsApart: await claimAll(contributor, own),
    settleAndClaim16AncestorsOwners: await claimAll(ownerOf, whole),
  };
}

async function deriveFromMany(world: World, count: number): Promise<bigint> {
  const { owner, builder, register, license } = world;
  const parents: bigint[] = [];
  for (let i = 0; i < count; i++) parents.push(await register(owner));
  return await register(builder, await license(builder, parents));
}
