import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

import Authority from "./Authority.ts";
import Registry from "./Registry.ts";
import Token from "./Token.ts";

/** The ledger with its contributor roots, and the inboxes. */
export default buildModule("Revenue", (m) => {
  const { manager, timelock } = m.useModule(Authority);
  const { factory, registry } = m.useModule(Registry);
  const { token } = m.useModule(Token);

  const registrarAddress = m.staticCall(factory, "registrar");
  const ledger = m.contract("RevenueLedger", [
    manager,
    registry,
    registrarAddress,
    timelock,
    [token],
  ]);
  const contributorRoots = m.contractAt(
    "ContributorRoots",
    m.staticCall(ledger, "CONTRIBUTOR_ROOTS"),
  );
  const inboxes = m.contract("Inboxes", [ledger]);

  return { ledger, contributorRoots, inboxes };
});
