import { id, ZeroHash } from "ethers";

import { ROLES } from "../../deploy/modules/Roles.ts";
import type { Network } from "./connectNetwork.ts";
import { connectSahara, type SaharaContracts } from "./connectSahara.ts";
import { Refusal } from "./Refusal.ts";
import { readExport } from "./SaharaExport.ts";

export type Grant = {
  /** The export that names the contracts. */
  file: string;
  role: string;
  account: string;
  /** Set to schedule the grant. */
  send: boolean;
  /** Set to execute it once the delay has passed. */
  execute: boolean;
  /** Tells grants of the same role to the same account apart. */
  salt: string;
};

/** What TimelockController.getOperationState counts. */
const STATES = ["unset", "waiting", "ready", "done"] as const;

/** Roles that may be granted; ADMIN is the timelock's alone. */
const GRANTABLE: Record<string, bigint> = {
  pauser: ROLES.pauser,
  curator: ROLES.curator,
  council: ROLES.council,
};

/** Takes a grant one step further: prints it, schedules it, or executes it. */
export async function grantRole(network: Network, grant: Grant): Promise<void> {
  const role = GRANTABLE[grant.role];
  if (role === undefined) {
    throw new Refusal(`'${grant.role}' is none of ${Object.keys(GRANTABLE).join(", ")}.`);
  }
  const [sender] = await network.ethers.getSigners();
  const { addresses } = readExport(grant.file);
  const sahara = connectSahara(addresses, sender ?? network.ethers.provider);
  const { manager } = sahara;

  const [held] = await manager.hasRole(role, grant.account);
  if (held) {
    console.log(`${grant.account} is ${grant.role} already: nothing was sent.`);
    return;
  }
  const data = manager.interface.encodeFunctionData("grantRole", [role, grant.account, 0]);
  const salt = id(`${grant.role} ${grant.account} ${grant.salt}`);
  await step(sahara, grant, [addresses.manager, 0n, data, ZeroHash, salt]);
}

type Call = [target: string, value: bigint, data: string, predecessor: string, salt: string];

async function step({ timelock }: SaharaContracts, grant: Grant, call: Call): Promise<void> {
  const operation = await timelock.hashOperation(...call);
  const state = STATES[Number(await timelock.getOperationState(operation))];
  const at = await timelock.getTimestamp(operation);
  const delay = await timelock.getMinDelay();
  console.log(`Operation ${operation} of timelock ${await timelock.getAddress()}`);

  switch (state) {
    case "unset": {
      const data = timelock.interface.encodeFunctionData("schedule", [...call, delay]);
      if (!grant.send) {
        console.log(`To schedule it, a proposer sends this to the timelock, or --send:\n${data}`);
        return;
      }
      await (await timelock.schedule(...call, delay)).wait();
      console.log(`Scheduled. It can be executed in ${delay} seconds.`);
      return;
    }
    case "waiting":
      console.log(`Scheduled. It can be executed from ${toDate(at)} on.`);
      if (grant.execute) throw new Refusal(`it can't be executed before ${toDate(at)}.`);
      return;
    case "ready": {
      const data = timelock.interface.encodeFunctionData("execute", call);
      if (!grant.execute) {
        console.log(`To execute it, anyone sends this to the timelock, or --execute:\n${data}`);
        return;
      }
      await (await timelock.execute(...call)).wait();
      console.log(`Executed: ${grant.account} is ${grant.role}.`);
      return;
    }
    case "done":
      throw new Refusal("this grant was executed and the role revoked since; give another --salt.");
    case undefined:
      throw new Refusal(`the timelock names a state of operation ${operation} that is not known.`);
  }
}

const toDate = (seconds: bigint) => new Date(Number(seconds) * 1000).toISOString();
