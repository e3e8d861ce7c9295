import { network } from "hardhat";

/** One in-process chain for all test files of a run; fixtures put it back between tests. */
export const { ethers, ignition, networkHelpers, provider } = await network.create();

/** The time of the latest block. */
export const latestTime = async (): Promise<bigint> => BigInt(await networkHelpers.time.latest());

type Snapshot = {
  fixture: () => Promise<unknown>;
  data: unknown;
  restorer: Awaited<ReturnType<typeof networkHelpers.takeSnapshot>>;
};

/** The oldest first; putting the chain back to one ends those after it. */
let snapshots: Snapshot[] = [];

/**
 * Runs a fixture once, and puts the chain back to where it ended each time after that. A fixture may load another one
 * first, on which it builds; Hardhat's own `loadFixture` would then go on to snapshots that have ended.
 */
export async function loadFixture<T>(fixture: () => Promise<T>): Promise<T> {
  const place = snapshots.findIndex((each) => each.fixture === fixture);
  const found = snapshots[place];
  if (found === undefined) {
    const data = await fixture();
    snapshots.push({ fixture, data, restorer: await networkHelpers.takeSnapshot() });
    return data;
  }

  await found.restorer.restore();
  snapshots = snapshots.slice(0, place + 1);
  // What this very fixture returned.
  return found.data as T;
}
