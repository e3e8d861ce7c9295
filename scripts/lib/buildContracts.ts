import { tasks } from "hardhat";

/** Compiles the contracts, without their tests, if their sources changed. */
export async function buildContracts(): Promise<void> {
  await tasks.getTask("build").run({ quiet: true, noTests: true });
}
