import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import { ZeroAddress } from "ethers";

/** The authority spine: one AccessManager, and the timelock that becomes its only admin and is the treasury. */
export default buildModule("Authority", (m) => {
  const deployer = m.getAccount(0);
  const council = m.getParameter("council", deployer);
  const timelockDelay = m.getParameter("timelockDelay", 2 * 24 * 3600);

  const manager = m.contract("AccessManager", [deployer]);
  // The council proposes until the governor takes its place; anyone may execute what the delay has passed for.
  const timelock = m.contract("TimelockController", [
    timelockDelay,
    [council],
    [ZeroAddress],
    ZeroAddress,
  ]);

  return { manager, timelock };
});
