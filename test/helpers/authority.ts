import type { AddressLike } from "ethers";

import { ROLES } from "../../deploy/modules/Roles.ts";
import { ethers, networkHelpers } from "./chain.ts";
import type { Actors, SaharaContracts } from "./deploySahara.ts";

/** Helpers for what only the timelock may do. */
export function createAuthority({ manager, timelock }: SaharaContracts, actors: Actors) {
  /** The timelock as a signer, as if its delay had passed. */
  async function getTimelockSigner() {
    const address = await timelock.getAddress();
    await networkHelpers.impersonateAccount(address);
    await networkHelpers.setBalance(address, ethers.parseEther("1"));
    return await ethers.getSigner(address);
  }

  /** Has the timelock grant a role without delay. */
  async function grantRole(role: keyof typeof ROLES, account: AddressLike): Promise<void> {
    const admin = await getTimelockSigner();
    await manager.connect(admin).grantRole(ROLES[role], account, 0n);
  }

  /** Makes `arbiter` what its name says, beside the court. */
  const appointArbiter = async () => {
    await grantRole("arbiter", actors.arbiter);
  };

  return { getTimelockSigner, grantRole, appointArbiter };
}
