import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

import Authority from "./Authority.ts";

/** Assets and provenance, and the factory that makes the Registrar's address known beforehand. */
export default buildModule("Registry", (m) => {
  const { manager } = m.useModule(Authority);

  const parameters = m.contract("ProtocolParameters", [manager]);
  const factory = m.contract("RegistrarFactory");
  const registrarAddress = m.staticCall(factory, "registrar");
  const registry = m.contract("AssetRegistry", [registrarAddress, parameters]);

  return { parameters, factory, registry };
});
