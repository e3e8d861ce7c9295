import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

import Registry from "./Registry.ts";
import Revenue from "./Revenue.ts";

/** Licences, with their approvals, seats, metadata and presets. */
export default buildModule("Licensing", (m) => {
  const { parameters, factory, registry } = m.useModule(Registry);
  const { ledger } = m.useModule(Revenue);

  const metadata = m.contract("LicenseMetadata");
  const registrarAddress = m.staticCall(factory, "registrar");
  const licenses = m.contract("LicenseManager", [
    registry,
    ledger,
    parameters,
    metadata,
    registrarAddress,
  ]);
  const approvals = m.contractAt("LicenseApprovals", m.staticCall(licenses, "APPROVALS"));
  const seats = m.contract("LicenseSeats", [licenses]);
  const presets = m.contract("LicensePresets");

  return { licenses, approvals, seats, presets, metadata };
});
