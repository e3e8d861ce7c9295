import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

import Authority from "./Authority.ts";
import Licensing from "./Licensing.ts";
import Registry from "./Registry.ts";
import Revenue from "./Revenue.ts";
import Token from "./Token.ts";

/** The vault with its rules and logs, and the reports on what contributors are worth. */
export default buildModule("Data", (m) => {
  const { manager, timelock } = m.useModule(Authority);
  const { registry } = m.useModule(Registry);
  const { token } = m.useModule(Token);
  const { ledger } = m.useModule(Revenue);
  const { licenses, seats } = m.useModule(Licensing);

  const vault = m.contract("DataVault", [registry, ledger, licenses, seats]);
  const attributionReports = m.contract("AttributionReports", [manager, registry, token, timelock]);

  return { vault, attributionReports };
});
