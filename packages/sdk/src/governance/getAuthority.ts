import { AbiCoder, concat, id, type Interface, type LogDescription, type ParamType } from "ethers";

import { CONTRACT_NAMES, type ContractName } from "../addresses.ts";
import { argument, eventsOf } from "../chain/events.ts";
import { getLogs } from "../chain/getLogs.ts";
import { mapLimited } from "../chain/mapLimited.ts";
import type { Clients } from "../clients.ts";
import { ContractRevertError } from "../errors/ContractRevertError.ts";
import { toSaharaError } from "../errors/toSaharaError.ts";
import type { Address } from "../values/address.ts";
import { contractAt } from "./describeCall.ts";
import { AUTHORITY_ROLES, roleName, TIMELOCK_ROLES } from "./roles.ts";

/** A function that hears a role alone. */
export type RestrictedFunction = {
  contract: ContractName;
  signature: string;
  role: string;
  /** Seconds for which it has to be announced that another role is heard. */
  delay: bigint;
};

/** Who holds a role of the AccessManager or of the timelock. */
export type RoleHolders = {
  role: string;
  /** Seconds from a grant to the moment it is held. */
  grantDelay: bigint;
  holders: {
    account: Address;
    /** Its name, if it is a contract of the deployment. */
    name: ContractName | undefined;
    /** Unix time from which it is held. */
    since: bigint;
    /** Seconds for which each use is announced. */
    executionDelay: bigint;
  }[];
};

export type Authority = {
  functions: RestrictedFunction[];
  roles: RoleHolders[];
  timelock: Record<keyof typeof TIMELOCK_ROLES, Address[]>;
};

/** Somebody who is nobody: nothing hears it. */
const STRANGER = `0x${id("a stranger to every contract").slice(-40)}`;

/** Every restricted function with its role, and every holder, as the chain tells them. */
export async function getAuthority(clients: Clients): Promise<Authority> {
  const [functions, roles, timelock] = await Promise.all([
    findRestricted(clients),
    readRoles(clients),
    readTimelock(clients),
  ]);
  return { functions, roles, timelock };
}

/** Functions that the manager gave to a role, and those that refuse a stranger for want of one. */
async function findRestricted(clients: Clients): Promise<RestrictedFunction[]> {
  const managed = CONTRACT_NAMES.filter((name) => {
    const calls: Interface = clients.contracts[name].interface;
    return calls.hasFunction("authority");
  });
  const found = await mapLimited(managed, async (contract) => {
    const target = clients.addresses[contract];
    const calls: Interface = clients.contracts[contract].interface;
    const delay = await clients.contracts.manager.getTargetAdminDelay(target);
    const functions: RestrictedFunction[] = [];
    for (const { selector, inputs, constant, format } of listFunctions(calls)) {
      if (constant) continue;
      const role = await clients.contracts.manager.getTargetFunctionRole(target, selector);
      if (role === 0n && !(await refusesStrangers(clients, { target, selector, inputs }))) continue;
      functions.push({ contract, signature: format, role: roleName(role), delay });
    }
    return functions;
  });
  return found.flat();
}

type Callable = { target: string; selector: string; inputs: readonly ParamType[] };

async function refusesStrangers({ provider }: Clients, { target, selector, inputs }: Callable) {
  const values = AbiCoder.defaultAbiCoder().encode(inputs, inputs.map(zeroOf));
  try {
    await provider.call({ from: STRANGER, to: target, data: concat([selector, values]) });
    return false;
  } catch (thrown) {
    const error = toSaharaError(thrown);
    if (!(error instanceof ContractRevertError)) throw thrown;
    return error.errorName === "AccessManagedUnauthorized";
  }
}

/** A value that no decoder refuses. */
function zeroOf({ baseType, arrayLength, arrayChildren, components, type }: ParamType): unknown {
  if (arrayChildren !== null) {
    return arrayLength === null || arrayLength < 1
      ? []
      : Array.from({ length: arrayLength }, () => zeroOf(arrayChildren));
  }
  if (components !== null) return components.map(zeroOf);
  if (baseType === "address") return STRANGER;
  if (baseType === "bool") return false;
  if (baseType === "string") return "";
  if (baseType === "bytes") return "0x";
  if (baseType.startsWith("bytes")) return `0x${"00".repeat(Number(type.slice(5)))}`;
  return 0n;
}

function listFunctions(calls: Interface) {
  const listed: {
    selector: string;
    inputs: readonly ParamType[];
    constant: boolean;
    format: string;
  }[] = [];
  calls.forEachFunction(({ selector, inputs, constant, ...fragment }) => {
    const types = inputs.map((input) => input.format("sighash")).join(",");
    listed.push({ selector, inputs, constant, format: `${fragment.name}(${types})` });
  });
  return listed;
}

async function readRoles(clients: Clients): Promise<RoleHolders[]> {
  const granted = await findGrants(clients, "manager");
  return await mapLimited([...AUTHORITY_ROLES.keys()], async (number) => {
    const role = BigInt(number);
    const { manager } = clients.contracts;
    const holders: RoleHolders["holders"] = [];
    for (const account of accountsOf(granted, "roleId", role)) {
      const [since, executionDelay] = await manager.getAccess(role, account);
      if (since === 0n) continue;
      holders.push({ account, name: contractAt(clients, account), since, executionDelay });
    }
    return { role: roleName(role), grantDelay: await manager.getRoleGrantDelay(role), holders };
  });
}

async function readTimelock(clients: Clients): Promise<Authority["timelock"]> {
  const { timelock } = clients.contracts;
  const granted = await findGrants(clients, "timelock");
  const read = async (role: string) => {
    const held = await mapLimited(accountsOf(granted, "role", role), async (account) =>
      (await timelock.hasRole(role, account)) ? [account] : [],
    );
    return held.flat();
  };
  const { admin, proposer, canceller, executor } = TIMELOCK_ROLES;
  return {
    admin: await read(admin),
    proposer: await read(proposer),
    canceller: await read(canceller),
    executor: await read(executor),
  };
}

/** Every grant of a role that a contract ever made. */
async function findGrants(clients: Clients, contract: "manager" | "timelock") {
  const calls: Interface = clients.contracts[contract].interface;
  const topic = calls.getEvent("RoleGranted")?.topicHash ?? null;
  const logs = await getLogs(clients, { address: clients.addresses[contract], topics: [topic] });
  return eventsOf(clients, contract, "RoleGranted", logs);
}

/** Who was granted a role, each once; some may have lost it since. */
function accountsOf(granted: readonly LogDescription[], name: string, role: unknown): Address[] {
  const named = granted.filter((event) => argument<unknown>(event, name) === role);
  return [...new Set(named.map((event) => argument<Address>(event, "account")))];
}
