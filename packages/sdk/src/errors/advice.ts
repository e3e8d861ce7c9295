import { AUCTIONS_ADVICE } from "./adviceAuctions.ts";
import { DATA_ADVICE } from "./adviceData.ts";
import { DISPUTES_ADVICE } from "./adviceDisputes.ts";
import { EXECUTION_ADVICE } from "./adviceExecution.ts";
import { GOVERNANCE_ADVICE } from "./adviceGovernance.ts";
import { JOBS_ADVICE } from "./adviceJobs.ts";
import { LICENSING_ADVICE } from "./adviceLicensing.ts";
import { LIBRARY_ADVICE } from "./adviceLibraries.ts";
import { MARKET_ADVICE } from "./adviceMarket.ts";
import { OPERATORS_ADVICE } from "./adviceOperators.ts";
import { PROGRAMMES_ADVICE } from "./adviceProgrammes.ts";
import { REGISTRY_ADVICE } from "./adviceRegistry.ts";
import { REVENUE_ADVICE } from "./adviceRevenue.ts";
import { STAKING_ADVICE } from "./adviceStaking.ts";

/** What to do about each custom error of the contracts and of the libraries they are built from, by its name. */
export const ADVICE: Readonly<Record<string, string>> = {
  ...REGISTRY_ADVICE,
  ...LICENSING_ADVICE,
  ...REVENUE_ADVICE,
  ...EXECUTION_ADVICE,
  ...OPERATORS_ADVICE,
  ...JOBS_ADVICE,
  ...DATA_ADVICE,
  ...DISPUTES_ADVICE,
  ...GOVERNANCE_ADVICE,
  ...STAKING_ADVICE,
  ...PROGRAMMES_ADVICE,
  ...AUCTIONS_ADVICE,
  ...MARKET_ADVICE,
  ...LIBRARY_ADVICE,
};
