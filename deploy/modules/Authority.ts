import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

import Token from "./Token.ts";

/**
 * The authority spine: one AccessManager, and the timelock that becomes its only admin and is the treasury. The
 * deployer is admin of both until `Governance` and `Roles` are done.
 */
export default buildModule("Authority", (m) => {
  const deployer = m.getAccount(0);
  const timelockDelay = m.getParameter("timelockDelay", 2 * 24 * 3600);
  const { token } = m.useModule(Token);

  const manager = m.contract("AccessManager", [deployer]);
  const timelock = m.contract("SaharaTimelock", [timelockDelay, deployer, token]);

  return { manager, timelock };
});
