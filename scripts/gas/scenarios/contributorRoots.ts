import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";

import { createContributorTree } from "../createContributorTree.ts";
import type { World } from "../createWorld.ts";
import type { Gas } from "../Gas.ts";

const LEAVES = 100_000;
const UNITS_PER_LEAF = 1_000;

/** An asset whose revenue belongs to 100,000 contributors under one Merkle root. */
export async function measureContributorRoots(world: World): Promise<Gas> {
  const { gasOf, sahara, tokens, owner, newcomer, customer, sendRegistration } = world;
  const tree = createContributorTree(LEAVES, UNITS_PER_LEAF);
  const options = { contributorRoot: tree.root, contributorRootUnits: LEAVES * UNITS_PER_LEAF };
  const register = (registrant: HardhatEthersSigner) =>
    gasOf(() => sendRegistration(registrant, options));

  const registerContributorRoot100k = await register(owner);
  const assetId = await sahara.registry.assetCount();
  await world.pay(assetId, tokens.plain);

  const roots = sahara.contributorRoots.connect(customer);
  const materialise = (index: number) =>
    gasOf(() => roots.materialise(assetId, ...tree.leafAt(index)));
  const materialiseAndClaim = (index: number) =>
    gasOf(() => roots.materialiseAndClaim(assetId, ...tree.leafAt(index), tokens.plain, []));

  return {
    registerContributorRoot100k,
    registerContributorRoot100kNewOwner: await register(newcomer),
    payErc20SteadyContributors100k: await gasOf(() => world.sendPayment(assetId, tokens.plain)),
    // The first leaf of each 256 opens a slot of the bit map.
    materialise100kFirst: await materialise(50_000),
    materialise100k: await materialise(50_001),
    materialiseAndClaim100k: await materialiseAndClaim(50_002),
  };
}
