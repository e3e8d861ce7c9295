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
import { measureStaking } from "./scenarios/staking.ts";
import { measureStorefront } from "./scenarios/storefront.ts";
import { measureUnits } from "./scenarios/units.ts";
import { measureUsage } from "./scenarios/usage.ts";

const GROUPS: Record<string, (world: World) => Promise<Gas>> = {
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
};

/** Measures every scenario; each group starts from the same state. `onGroup` hears of each before it starts. */
export async function measureGas(onGroup: (name: string) => void): Promise<Gas> {
  const chain = await createChain();
  const world = await createWorld(chain);
  const start = await chain.networkHelpers.takeSnapshot();

  const gas: Gas = {};
  for (const [name, measure] of Object.entries(GROUPS)) {
    onGroup(name);
    Object.assign(gas, await measure(world));
    await start.restore();
  }
  return gas;
}
