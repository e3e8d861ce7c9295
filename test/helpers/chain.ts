import { network } from "hardhat";

/** One in-process chain for all test files of a run; fixtures put it back between tests. */
export const { ethers, ignition, networkHelpers, provider } = await network.create();

/** Runs a named fixture once, and puts the chain back to where it ended each time after that. */
export const loadFixture = async <T>(fixture: () => Promise<T>): Promise<T> =>
  await networkHelpers.loadFixture(fixture);
