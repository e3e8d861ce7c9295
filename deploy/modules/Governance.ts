import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import { dataSlice, getAddress, id, ZeroHash } from "ethers";

import Authority from "./Authority.ts";
import Staking from "./Staking.ts";
import Token from "./Token.ts";

const HOUR = 3_600;
const DAY = 24 * HOUR;
const SAHARA = 10n ** 18n;

/** The rules of a young DAO, whose holders are few and seldom come. They are what a deployment gets by default. */
export const YOUNG_DAO = {
  votingDelay: DAY,
  votingPeriod: 5 * DAY,
  proposalThreshold: 10_000_000n * SAHARA,
  quorumBps: 400,
  superQuorumBps: 4_000,
  vetoBps: 10_000,
  lateQuorumExtension: 2 * DAY,
} as const;

/** Whom the treasury delegates to, so that it takes part in no vote and no quorum. */
export const EXCLUDED = getAddress(dataSlice(id("sahara: votes that count for nothing"), 12));

/** What TimelockController calls its roles. */
export const TIMELOCK_ROLES = {
  admin: ZeroHash,
  proposer: id("PROPOSER_ROLE"),
  canceller: id("CANCELLER_ROLE"),
  executor: id("EXECUTOR_ROLE"),
} as const;

/** The governor, which becomes the timelock's only proposer and canceller. The council is its guardian for a year. */
export default buildModule("Governance", (m) => {
  const deployer = m.getAccount(0);
  const guardian = m.getParameter("council", deployer);
  const { token } = m.useModule(Token);
  const { timelock } = m.useModule(Authority);
  const { stakingPool } = m.useModule(Staking);

  const governor = m.contract("SaharaGovernor", [
    token,
    stakingPool,
    timelock,
    {
      votingDelay: m.getParameter<number>("votingDelay", YOUNG_DAO.votingDelay),
      votingPeriod: m.getParameter<number>("votingPeriod", YOUNG_DAO.votingPeriod),
      proposalThreshold: m.getParameter<bigint>("proposalThreshold", YOUNG_DAO.proposalThreshold),
      quorumBps: m.getParameter<number>("quorumBps", YOUNG_DAO.quorumBps),
      superQuorumBps: m.getParameter<number>("superQuorumBps", YOUNG_DAO.superQuorumBps),
      vetoBps: m.getParameter<number>("vetoBps", YOUNG_DAO.vetoBps),
      lateQuorumExtension: m.getParameter<number>(
        "lateQuorumExtension",
        YOUNG_DAO.lateQuorumExtension,
      ),
      guardian,
    },
  ]);

  const named = (["proposer", "canceller"] as const).map((role) =>
    m.call(timelock, "grantRole", [TIMELOCK_ROLES[role], governor], { id: role }),
  );
  m.call(timelock, "renounceRole", [TIMELOCK_ROLES.admin, deployer], {
    id: "renounceTimelock",
    after: named,
  });

  return { governor };
});
