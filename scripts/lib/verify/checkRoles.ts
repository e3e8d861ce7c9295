import { ZeroAddress } from "ethers";

import { TIMELOCK_ROLES } from "../../../deploy/modules/Governance.ts";
import { ROLES } from "../../../deploy/modules/Roles.ts";
import type { SaharaContracts } from "../connectSahara.ts";
import type { SaharaAddresses } from "../SaharaAddresses.ts";
import type { Check } from "./Check.ts";
import { readMembers, type Members } from "./readMembers.ts";

type Role = keyof typeof ROLES;
type Target =
  | "ledger"
  | "registrar"
  | "parameters"
  | "meter"
  | "operators"
  | "divergences"
  | "jobs"
  | "attributionReports"
  | "court"
  | "arbitration"
  | "auctions"
  | "marketplace"
  | "stakingPool"
  | "stakingRewards";

/** The functions that a role other than ADMIN may call. All others need ADMIN, or no role at all. */
const FUNCTION_ROLES: Record<Target, Record<string, Role>> = {
  ledger: {
    pause: "pauser",
    listCurrency: "curator",
    freeze: "arbiter",
    thaw: "arbiter",
    awardPosition: "arbiter",
  },
  registrar: { pause: "pauser" },
  parameters: {},
  meter: { pause: "pauser" },
  operators: {
    pause: "pauser",
    setStakeRatio: "curator",
    slashKey: "slasher",
    slash: "slasher",
  },
  divergences: { rule: "arbiter" },
  jobs: { pause: "pauser", rule: "arbiter" },
  attributionReports: { rule: "arbiter" },
  court: {
    pause: "pauser",
    admit: "council",
    rule: "council",
    award: "council",
    strike: "council",
    lift: "council",
    settleSupersedure: "council",
  },
  arbitration: {
    pause: "pauser",
    ruleJob: "council",
    ruleDivergence: "council",
    ruleReport: "council",
    ruleCall: "council",
  },
  auctions: { pause: "pauser" },
  marketplace: { pause: "pauser" },
  stakingPool: { pause: "pauser", slash: "poolSlasher" },
  stakingRewards: { listCurrency: "curator" },
};

type Options = {
  addresses: SaharaAddresses;
  /** The first block with logs of the deployment. */
  startBlock: number;
  /** On a local chain the deployer may be the council. */
  isLocal: boolean;
};

/** Who may do what: the timelock is the only admin, and the deployer has kept nothing. */
export async function checkRoles(
  sahara: SaharaContracts,
  { addresses, startBlock, isLocal }: Options,
): Promise<Check[]> {
  const members = await readMembers(sahara.manager, startBlock);
  const kept = await rolesOf(members, sahara);
  return [
    {
      what: "holders of ADMIN",
      expected: addresses.timelock,
      found: list(members, ROLES.admin),
    },
    {
      what: `roles of the deployer ${members.deployer ?? "(unknown)"}`,
      found: kept,
      ...(isLocal ? {} : { expected: "none" }),
    },
    { what: "holders of PAUSER", found: list(members, ROLES.pauser) },
    { what: "holders of CURATOR", found: list(members, ROLES.curator) },
    { what: "guardian of the governor", found: await sahara.governor.proposalGuardian() },
    {
      what: "holders of ARBITER",
      expected: [addresses.court, addresses.arbitration].sort().join(", "),
      found: list(members, ROLES.arbiter),
    },
    { what: "holders of COUNCIL", found: list(members, ROLES.council) },
    {
      what: "holders of SLASHER",
      expected: [addresses.faultProofs, addresses.divergences].sort().join(", "),
      found: list(members, ROLES.slasher),
    },
    {
      what: "holders of POOL SLASHER",
      expected: addresses.timelock,
      found: list(members, ROLES.poolSlasher),
    },
    ...(await checkTimelock(sahara, { addresses, startBlock })),
    ...(await checkFunctions(sahara, addresses)),
  ];
}

const list = ({ byRole }: Members, role: bigint) =>
  [...(byRole.get(role) ?? [])].sort().join(", ") || "none";

async function rolesOf({ deployer, byRole }: Members, { timelock, governor }: SaharaContracts) {
  if (deployer === undefined) return "unknown";
  const names = Object.entries(ROLES)
    .filter(([, role]) => byRole.get(role)?.has(deployer))
    .map(([name]) => name);
  if ((await governor.proposalGuardian()) === deployer) names.push("guardian");
  for (const [name, role] of Object.entries(TIMELOCK_ROLES)) {
    if (await timelock.hasRole(role, deployer)) names.push(`${name} of the timelock`);
  }
  return names.join(", ") || "none";
}

/** Who the timelock heard, ever: what somebody scheduled before he left could be executed after. */
async function checkTimelock(
  { timelock }: SaharaContracts,
  { addresses, startBlock }: Pick<Options, "addresses" | "startBlock">,
): Promise<Check[]> {
  const granted = await timelock.queryFilter(timelock.filters.RoleGranted(), startBlock);
  const everHeld = (role: string) =>
    granted.filter(({ args }) => args.role === role).map(({ args }) => args.account);
  const holders = async (role: string) => {
    const held = await Promise.all(
      everHeld(role).map(async (account) =>
        (await timelock.hasRole(role, account)) ? [account] : [],
      ),
    );
    return held.flat().join(", ");
  };
  return [
    {
      what: "admins of the timelock",
      expected: addresses.timelock,
      found: await holders(TIMELOCK_ROLES.admin),
    },
    {
      what: "proposers of the timelock, ever",
      expected: addresses.governor,
      found: everHeld(TIMELOCK_ROLES.proposer).join(", "),
    },
    {
      what: "cancellers of the timelock",
      expected: addresses.governor,
      found: await holders(TIMELOCK_ROLES.canceller),
    },
    {
      what: "executors of the timelock (zero is anyone)",
      expected: ZeroAddress,
      found: await holders(TIMELOCK_ROLES.executor),
    },
    { what: "delay of the timelock in seconds", found: String(await timelock.getMinDelay()) },
  ];
}

async function checkFunctions(
  sahara: SaharaContracts,
  addresses: SaharaAddresses,
): Promise<Check[]> {
  const checks: Check[] = [];
  for (const [target, roles] of Object.entries(FUNCTION_ROLES) as [
    Target,
    Record<string, Role>,
  ][]) {
    const selectors: [string, string][] = [];
    sahara[target].interface.forEachFunction(({ name, selector }) => {
      selectors.push([name, selector]);
    });
    const wrong: string[] = [];
    for (const [name, selector] of selectors) {
      const role = await sahara.manager.getTargetFunctionRole(addresses[target], selector);
      if (role !== ROLES[roles[name] ?? "admin"]) wrong.push(`${name} needs role ${role}`);
    }
    checks.push({
      what: `functions of ${target} with a role that is not theirs`,
      expected: "none",
      found: wrong.join(", ") || "none",
    });
  }
  return checks;
}
