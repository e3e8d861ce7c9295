import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import { id } from "ethers";

import Authority from "./Authority.ts";
import Data from "./Data.ts";
import Disputes from "./Disputes.ts";
import Execution from "./Execution.ts";
import Governance from "./Governance.ts";
import Market from "./Market.ts";
import Registrar from "./Registrar.ts";
import Registry from "./Registry.ts";
import Revenue from "./Revenue.ts";
import Staking from "./Staking.ts";
import Storefront from "./Storefront.ts";

/**
 * How long a change of authority waits beyond the timelock: for an account to hold a role that it was granted, and for a
 * target's functions to hear another role or manager. As long as the AccessManager takes to lower such a delay.
 */
export const AUTHORITY_DELAY = 5 * 24 * 3_600;

/** The AccessManager's roles. Whatever is restricted and not named here needs ADMIN, which is the timelock's. */
export const ROLES = {
  admin: 0n,
  pauser: 1n,
  curator: 2n,
  arbiter: 3n,
  slasher: 4n,
  council: 5n,
  poolSlasher: 6n,
} as const;

const selector = (signature: string) => id(signature).slice(0, 10);

const PAUSE = selector("pause(uint40)");
const LIST_CURRENCY = selector("listCurrency(address)");
const SET_STAKE_RATIO = selector("setStakeRatio(address,uint128)");
const SLASHING = [
  selector("slashKey(address,address,uint16,uint16,address,bytes32)"),
  selector("slash(address,uint96,uint16,address,bytes32)"),
];
const SLASH_POOL = selector("slash(uint16,bytes32)");
const RULE_DIVERGENCE = selector("rule(uint256,uint8)");
const RULE_JOB = selector("rule(uint256,uint16,bool)");
const RULE_REPORT = selector("rule(bytes32,bool)");
const ARBITRATION = [
  selector("freeze(uint256,uint40)"),
  selector("thaw(uint256)"),
  selector("awardPosition(uint256,address,address)"),
];
const COURT_RULINGS = [
  selector("admit(uint256)"),
  selector("rule(uint256,uint8)"),
  selector("award(uint256,address,uint32)"),
  selector("strike(uint256)"),
  selector("lift(uint256)"),
  selector("settleSupersedure(uint256)"),
];
const ARBITRATION_RULINGS = [
  selector("ruleJob(uint256,uint16,bool)"),
  selector("ruleDivergence(uint256,uint8)"),
  selector("ruleReport(bytes32,bool)"),
  selector("ruleCall(bytes32,uint96,bool)"),
];

/**
 * Gives the roles their functions, and ADMIN and curation to the timelock; the council may pause and judge, and the
 * deployer keeps nothing.
 */
export default buildModule("Roles", (m) => {
  const deployer = m.getAccount(0);
  const council = m.getParameter("council", deployer);
  const { manager, timelock } = m.useModule(Authority);
  const { ledger } = m.useModule(Revenue);
  const { parameters } = m.useModule(Registry);
  const { registrar } = m.useModule(Registrar);
  const { meter, operators, faultProofs, divergences, jobs } = m.useModule(Execution);
  const { attributionReports } = m.useModule(Data);
  const { court, arbitration } = m.useModule(Disputes);
  const { governor } = m.useModule(Governance);
  const { auctions } = m.useModule(Storefront);
  const { marketplace } = m.useModule(Market);
  const { stakingPool, stakingRewards } = m.useModule(Staking);

  const execution = { meter, operators, divergences, jobs };
  const disputes = { court, arbitration };
  const targets = {
    ...{ parameters, ledger, registrar, attributionReports, auctions, marketplace },
    ...execution,
    ...disputes,
    ...{ stakingPool, stakingRewards },
  };
  const delays = [
    ...Object.entries(targets).map(([name, target]) =>
      m.encodeFunctionCall(manager, "setTargetAdminDelay", [target, AUTHORITY_DELAY], {
        id: `${name}Delay`,
      }),
    ),
    ...Object.entries(ROLES).map(([name, role]) =>
      m.encodeFunctionCall(manager, "setGrantDelay", [role, AUTHORITY_DELAY], {
        id: `${name}Delay`,
      }),
    ),
  ];
  const pausable = {
    ...{ ledger, registrar, meter, operators, jobs, auctions, marketplace, stakingPool },
    ...disputes,
  };
  const setUp = [
    ...Object.entries(pausable).map(([name, target]) =>
      m.call(manager, "setTargetFunctionRole", [target, [PAUSE], ROLES.pauser], {
        id: `${name}Pause`,
      }),
    ),
    m.call(manager, "setTargetFunctionRole", [stakingPool, [SLASH_POOL], ROLES.poolSlasher], {
      id: "poolSlashing",
    }),
    m.call(manager, "setTargetFunctionRole", [ledger, [LIST_CURRENCY], ROLES.curator], {
      id: "curation",
    }),
    m.call(manager, "setTargetFunctionRole", [stakingRewards, [LIST_CURRENCY], ROLES.curator], {
      id: "rewardCuration",
    }),
    m.call(manager, "setTargetFunctionRole", [operators, [SET_STAKE_RATIO], ROLES.curator], {
      id: "stakeRatios",
    }),
    m.call(manager, "setTargetFunctionRole", [operators, SLASHING, ROLES.slasher], {
      id: "slashing",
    }),
    m.call(manager, "setTargetFunctionRole", [ledger, ARBITRATION, ROLES.arbiter], {
      id: "arbitration",
    }),
    m.call(manager, "setTargetFunctionRole", [divergences, [RULE_DIVERGENCE], ROLES.arbiter], {
      id: "divergenceRulings",
    }),
    m.call(manager, "setTargetFunctionRole", [jobs, [RULE_JOB], ROLES.arbiter], {
      id: "jobRulings",
    }),
    m.call(manager, "setTargetFunctionRole", [attributionReports, [RULE_REPORT], ROLES.arbiter], {
      id: "reportRulings",
    }),
    m.call(manager, "setTargetFunctionRole", [court, COURT_RULINGS, ROLES.council], {
      id: "courtRulings",
    }),
    m.call(manager, "setTargetFunctionRole", [arbitration, ARBITRATION_RULINGS, ROLES.council], {
      id: "arbitrationRulings",
    }),
    // Contracts alone are arbiters: the council speaks through them, about disputes, within what is at stake.
    m.call(manager, "grantRole", [ROLES.arbiter, court, 0], { id: "grantCourt" }),
    m.call(manager, "grantRole", [ROLES.arbiter, arbitration, 0], { id: "grantArbitration" }),
    m.call(manager, "grantRole", [ROLES.council, council, 0], { id: "grantCouncil" }),
    // Contracts alone slash: for what signatures prove, and for what the arbiter rules.
    m.call(manager, "grantRole", [ROLES.slasher, faultProofs, 0], { id: "grantFaultProofs" }),
    m.call(manager, "grantRole", [ROLES.slasher, divergences, 0], { id: "grantDivergences" }),
    m.call(manager, "grantRole", [ROLES.pauser, council, 0], { id: "grantPauser" }),
    m.call(manager, "grantRole", [ROLES.curator, timelock, 0], { id: "grantCurator" }),
    // What the timelock takes from stakers it announces to the manager as long before as a change of authority.
    m.call(manager, "grantRole", [ROLES.poolSlasher, timelock, AUTHORITY_DELAY], {
      id: "grantPoolSlasher",
    }),
    m.call(manager, "grantRole", [ROLES.admin, timelock, 0], { id: "grantAdmin" }),
    m.call(manager, "multicall", [delays], { id: "authorityDelays" }),
  ];
  m.call(manager, "renounceRole", [ROLES.admin, deployer], { id: "renounceAdmin", after: setUp });

  return { registrar, governor };
});
