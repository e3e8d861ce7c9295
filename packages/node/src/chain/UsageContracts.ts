import type { Contracts } from "@sahara/sdk";

/** The contracts that a node works with. */
export type UsageContracts = Pick<Contracts, "meter" | "offers" | "receivers" | "token">;
