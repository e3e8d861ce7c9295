import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

import Authority from "./Authority.ts";
import Execution from "./Execution.ts";
import Licensing from "./Licensing.ts";
import Registry from "./Registry.ts";
import Revenue from "./Revenue.ts";

/** What customers meet beside the marketplace: auctions, subscriptions, and several purchases with one payment. */
export default buildModule("Storefront", (m) => {
  const { manager } = m.useModule(Authority);
  const { parameters, registry } = m.useModule(Registry);
  const { ledger, inboxes } = m.useModule(Revenue);
  const { licenses } = m.useModule(Licensing);
  const { meter } = m.useModule(Execution);

  const auctions = m.contract("AuctionHouse", [
    manager,
    parameters,
    registry,
    ledger,
    licenses,
    inboxes,
  ]);
  const subscriptions = m.contract("Subscriptions", [licenses, ledger]);
  const checkout = m.contract("Checkout", [licenses, meter, ledger]);

  return { auctions, subscriptions, checkout };
});
