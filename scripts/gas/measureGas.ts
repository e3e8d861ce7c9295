import { createChain } from "./createChain.ts";
import { createWorld, type World } from "./createWorld.ts";
import type { Gas } from "./Gas.ts";
import { measureAncestry } from "./scenarios/ancestry.ts";
import { measureAuctions } from "./scenarios/auctions.ts";
import { measureClaims } from "./scenarios/claims.ts";
import { measureContributorRoots } from "./scenarios/contributorRoots.ts";
import { measureData } from "./scenarios/data.ts";
import { measureDisputes } from "./scenarios/disputes.ts";
import { measureDerivatives } from "./scenarios/derivatives.ts";
import { measureGovernance } from "./scenarios/governance.ts";
import { measureInboxes } from "./scenarios/inboxes.ts";
import { measureJobs } from "./scenarios/jobs.ts";
import { measureLicenses } from "./scenarios/licenses.ts";
import { measureMarket } from "./scenarios/market.ts";
import { measurePayments } from "./scenarios/payments.ts";
import { measureProgrammes } from "./scenarios/programmes.ts";
import { measureProofs } from "./scenarios/proofs.ts";
import { measureRegistration } from "./scenarios/registration.ts";
import { measureSeaport } from "./scenarios/seaport.ts";
import { measureStaking } from "./scenarios/staking.ts";
import { measureStorefront } from "./scenarios/storefront.ts";
import { measureUnits } from "./scenarios/units.ts";
import { measureUnlock } from "./scenarios/unlock.ts";
import { measureUsage } from "./scenarios/usage.ts";

const GROUPS = {
  registration: measureRegistration,
  derivatives: measureDerivatives,
  "contributor roots": measureContributorRoots,
  payments: measurePayments,
  inboxes: measureInboxes,
  claims: measureClaims,
  ancestry: measureAncestry,
  licenses: measureLicenses,
  units: measureUnits,
  usage: measureUsage,
  proofs: measureProofs,
  jobs: measureJobs,
  data: measureData,
  market: measureMarket,
  auctions: measureAuctions,
  storefront: measureStorefront,
  disputes: measureDisputes,
  governance: measureGovernance,
  programmes: measureProgrammes,
  staking: measureStaking,
  seaport: measureSeaport,
  unlock: measureUnlock,
} satisfies Record<string, (world: World) => Promise<Gas>>;

export type GasGroup = keyof typeof GROUPS;

const ALL_GROUPS = Object.keys(GROUPS) as GasGroup[];

/**
 * Measures the scenarios of all groups, or of those named; each group starts from the same state. `onGroup` hears of
 * each before it starts.
 */
export async function measureGas(
  onGroup: (name: GasGroup) => void,
  groups: readonly GasGroup[] = ALL_GROUPS,
): Promise<Gas> {
  const chain = await createChain();
  const world = await createWorld(chain);
  const { networkHelpers } = chain;
  const start = await networkHelpers.takeSnapshot();
  const hour = await chain.nextHour();

  const gas: Gas = {};
  for (const name of groups) {
    onGroup(name);
    // Without this the clock would go on from where the group before left it.
    await networkHelpers.time.setNextBlockTimestamp(hour);
    await networkHelpers.mine();
    Object.assign(gas, await GROUPS[name](world));
    await start.restore();
  }
  return gas;
}
