import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

import Authority from "./Authority.ts";
import Execution from "./Execution.ts";
import Revenue from "./Revenue.ts";
import Token from "./Token.ts";

/** What the treasury gives by: distributions by Merkle root, and budgets for offers that are used. */
export default buildModule("Programmes", (m) => {
  const { timelock } = m.useModule(Authority);
  const { token } = m.useModule(Token);
  const { ledger } = m.useModule(Revenue);
  const { meter } = m.useModule(Execution);

  const distributor = m.contract("Distributor", [token]);
  const incentives = m.contract("Incentives", [meter, ledger, timelock]);

  return { distributor, incentives };
});
