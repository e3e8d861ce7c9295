import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

import Authority from "./Authority.ts";
import Data from "./Data.ts";
import Execution from "./Execution.ts";
import Licensing from "./Licensing.ts";
import Registry from "./Registry.ts";
import Revenue from "./Revenue.ts";
import Token from "./Token.ts";

/** The court for claims against assets, and arbitration over jobs, paid calls, answers and reports. */
export default buildModule("Disputes", (m) => {
  const { manager, timelock } = m.useModule(Authority);
  const { registry } = m.useModule(Registry);
  const { token } = m.useModule(Token);
  const { ledger } = m.useModule(Revenue);
  const { licenses } = m.useModule(Licensing);
  const { meter, receiptProofs, divergences, jobs } = m.useModule(Execution);
  const { attributionReports } = m.useModule(Data);

  const court = m.contract("DisputeCourt", [manager, registry, ledger, licenses, token, timelock]);
  const arbitration = m.contract("Arbitration", [
    manager,
    meter,
    receiptProofs,
    jobs,
    divergences,
    attributionReports,
  ]);

  return { court, arbitration };
});
