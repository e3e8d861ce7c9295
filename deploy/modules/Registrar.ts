import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

import Authority from "./Authority.ts";
import Licensing from "./Licensing.ts";
import Registry from "./Registry.ts";
import Revenue from "./Revenue.ts";

/** The Registrar, at the address that registry, ledger and licences already know. */
export default buildModule("Registrar", (m) => {
  const { manager } = m.useModule(Authority);
  const { factory, registry } = m.useModule(Registry);
  const { ledger, inboxes } = m.useModule(Revenue);
  const { licenses } = m.useModule(Licensing);

  const deployment = m.call(factory, "deploy", [manager, registry, licenses, ledger, inboxes]);
  const address = m.readEventArgument(deployment, "RegistrarDeployed", "registrar");
  const registrar = m.contractAt("Registrar", address);

  return { registrar };
});
