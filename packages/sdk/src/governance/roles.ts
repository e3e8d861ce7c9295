import { id, ZeroHash } from "ethers";

/** The AccessManager's roles; the position is the number on chain. */
export const AUTHORITY_ROLES = [
  "admin",
  "pauser",
  "curator",
  "arbiter",
  "slasher",
  "council",
  "poolSlasher",
] as const;
/** The timelock's roles, by what it calls them. */
export const TIMELOCK_ROLES = {
  admin: ZeroHash,
  proposer: id("PROPOSER_ROLE"),
  canceller: id("CANCELLER_ROLE"),
  executor: id("EXECUTOR_ROLE"),
} as const;

/** A role's name, or its number where it has none. */
export const roleName = (role: bigint): string => AUTHORITY_ROLES[Number(role)] ?? `role ${role}`;
