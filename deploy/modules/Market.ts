import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

import Authority from "./Authority.ts";
import Licensing from "./Licensing.ts";
import Registry from "./Registry.ts";
import Revenue from "./Revenue.ts";

/** Where assets, units and bundles are sold. */
export default buildModule("Market", (m) => {
  const { manager } = m.useModule(Authority);
  const { parameters, registry } = m.useModule(Registry);
  const { ledger, inboxes } = m.useModule(Revenue);
  const { licenses } = m.useModule(Licensing);

  const known = [manager, parameters, registry, ledger, licenses, inboxes];
  const marketplace = m.contract("Marketplace", known);

  return { marketplace };
});
