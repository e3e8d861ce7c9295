import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

import Authority from "./Authority.ts";
import Revenue from "./Revenue.ts";
import Token from "./Token.ts";

/** The pool of staked SAHARA, and what stakers are paid. Governance decides which part of the fees that is. */
export default buildModule("Staking", (m) => {
  const { manager, timelock } = m.useModule(Authority);
  const { token } = m.useModule(Token);
  const { ledger } = m.useModule(Revenue);

  const stakingPool = m.contract("StakingPool", [manager, token, timelock, ledger]);
  const stakingRewards = m.contractAt("StakingRewards", m.staticCall(stakingPool, "REWARDS"));

  return { stakingPool, stakingRewards };
});
