import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

import Authority from "./Authority.ts";
import Data from "./Data.ts";
import Disputes from "./Disputes.ts";
import Execution from "./Execution.ts";
import Licensing from "./Licensing.ts";
import Market from "./Market.ts";
import Programmes from "./Programmes.ts";
import Registry from "./Registry.ts";
import Revenue from "./Revenue.ts";
import Roles from "./Roles.ts";
import Staking from "./Staking.ts";
import Storefront from "./Storefront.ts";
import Token from "./Token.ts";

/** The whole of Sahara. */
export default buildModule("Sahara", (m) => {
  const { manager, timelock } = m.useModule(Authority);
  const { token } = m.useModule(Token);
  const { parameters, registry } = m.useModule(Registry);
  const { ledger, contributorRoots, inboxes } = m.useModule(Revenue);
  const { licenses, approvals, seats, presets } = m.useModule(Licensing);
  const { meter, operators, offers, receivers, receiptProofs, faultProofs, divergences, jobs } =
    m.useModule(Execution);
  const { vault, attributionReports } = m.useModule(Data);
  const { auctions, subscriptions, checkout } = m.useModule(Storefront);
  const { court, arbitration } = m.useModule(Disputes);
  const { marketplace } = m.useModule(Market);
  const { stakingPool, stakingRewards } = m.useModule(Staking);
  const { distributor, incentives } = m.useModule(Programmes);
  const { registrar, governor } = m.useModule(Roles);
  const lens = m.contract("SaharaLens", [ledger]);

  return {
    manager,
    timelock,
    governor,
    token,
    parameters,
    registry,
    registrar,
    ledger,
    contributorRoots,
    inboxes,
    licenses,
    approvals,
    seats,
    presets,
    meter,
    operators,
    offers,
    receivers,
    receiptProofs,
    faultProofs,
    divergences,
    jobs,
    vault,
    attributionReports,
    auctions,
    subscriptions,
    checkout,
    court,
    arbitration,
    marketplace,
    distributor,
    incentives,
    lens,
    stakingPool,
    stakingRewards,
  };
});
