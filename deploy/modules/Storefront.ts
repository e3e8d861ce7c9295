import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

import Execution from "./Execution.ts";
import Licensing from "./Licensing.ts";
import Revenue from "./Revenue.ts";

/** What customers meet beside the marketplace: subscriptions, and several purchases with one payment. */
export default buildModule("Storefront", (m) => {
  const { ledger } = m.useModule(Revenue);
  const { licenses } = m.useModule(Licensing);
  const { meter } = m.useModule(Execution);

  const subscriptions = m.contract("Subscriptions", [licenses, ledger]);
  const checkout = m.contract("Checkout", [licenses, meter, ledger]);

  return { subscriptions, checkout };
});
