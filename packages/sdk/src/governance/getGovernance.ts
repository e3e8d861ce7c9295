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
  treasury: Treasury;
};

/** SAHARA of the treasury, in base units. */
export type Treasury = {
  balance: bigint;
  /** What may leave now without notice. */
  freeToMove: bigint;
  /** Seconds that an operation which moves more has to wait after its delay. */
  notice: bigint;
};

/** Reads every parameter, every restricted function with its role and delay, and every holder of a role. */
export async function getGovernance(clients: Clients): Promise<Governance> {
  const { governor } = clients.contracts;
  const [authority, parameters, account, until, treasury] = await Promise.all([
    getAuthority(clients),
    getParameters(clients),
    governor.proposalGuardian(),
    governor.guardianUntil(),
    getTreasury(clients),
  ]);
  const guardian = account === ZeroAddress ? undefined : { account, until };
  return { ...authority, parameters, guardian, treasury };
}

async function getTreasury({ contracts, addresses }: Clients): Promise<Treasury> {
  const { token, timelock } = contracts;
  const [balance, freeToMove, notice] = await Promise.all([
    token.balanceOf(addresses.timelock),
    timelock.freeToMove(),
    timelock.NOTICE(),
  ]);
  return { balance, freeToMove, notice };
}
