import { ZeroAddress } from "ethers";

import type { Clients } from "../clients.ts";
import type { Address } from "../values/address.ts";
import { type Authority, getAuthority } from "./getAuthority.ts";
import { type GovernanceParameter, getParameters } from "./parameters.ts";

/** Who decides what, and by which rules. */
export type Governance = Authority & {
  parameters: GovernanceParameter[];
  /** May cancel proposals until then. */
  guardian: { account: Address; until: bigint } | undefined;
};

/** Reads every parameter, every restricted function with its role and delay, and every holder of a role. */
export async function getGovernance(clients: Clients): Promise<Governance> {
  const { governor } = clients.contracts;
  const [authority, parameters, account, until] = await Promise.all([
    getAuthority(clients),
    getParameters(clients),
    governor.proposalGuardian(),
    governor.guardianUntil(),
  ]);
  const guardian = account === ZeroAddress ? undefined : { account, until };
  return { ...authority, parameters, guardian };
}
