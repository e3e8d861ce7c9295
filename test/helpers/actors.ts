import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";

import { ethers } from "./chain.ts";

/** Who acts in the tests, by role. No one but the deployer and the council is known to any contract. */
const ROLES = [
  "deployer",
  "council",
  "arbiter",
  "owner",
  "otherOwner",
  "contributor",
  "otherContributor",
  "licensee",
  "payer",
  "relayer",
  "stranger",
] as const;

export type Actor = (typeof ROLES)[number];

/** The signers of the in-process chain under the names of their roles. */
export async function getActors(): Promise<Record<Actor, HardhatEthersSigner>> {
  const signers = await ethers.getSigners();
  const entries = ROLES.map((role, index) => [role, signers[index]]);
  return Object.fromEntries(entries) as Record<Actor, HardhatEthersSigner>;
}
