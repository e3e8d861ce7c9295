import { ZeroAddress } from "ethers";

import { EXCLUDED } from "../../../deploy/modules/Governance.ts";
import {
  OfferReceiver__factory,
  RevenueInbox__factory,
  Upstreams__factory,
} from "../../../typechain-types/index.js";
import type { SaharaContracts } from "../connectSahara.ts";
import type { SaharaAddresses } from "../SaharaAddresses.ts";
import type { Check } from "./Check.ts";

const PROTOCOL = 0n;
const SUPPLY = 10_000_000_000n * 10n ** 18n;

/** Asks each contract whom it knows. A contract that can't say so counts as wrong. */
export async function checkWiring(sahara: SaharaContracts, at: SaharaAddresses): Promise<Check[]> {
  const { parameters, registry, registrar, ledger, contributorRoots, inboxes } = sahara;
  const { licenses, approvals, seats, lens, token, meter, operators, offers, receivers } = sahara;
  const { receiptProofs, faultProofs, divergences, jobs, vault, attributionReports } = sahara;
  const { auctions, subscriptions, checkout, court, arbitration } = sahara;
  const { governor } = sahara;
  const { marketplace, stakingPool, stakingRewards } = sahara;
  const { timelock, distributor, incentives } = sahara;
  const feeInbox = await inboxes.inboxOf(PROTOCOL).catch(() => "the inbox of the protocol");
  const { runner } = inboxes;
  const inbox = async () => RevenueInbox__factory.connect(await inboxes.IMPLEMENTATION(), runner);
  const receiver = async () =>
    OfferReceiver__factory.connect(await receivers.IMPLEMENTATION(), runner);
  const upstreams = async () => Upstreams__factory.connect(await marketplace.UPSTREAMS(), runner);

  const known: [what: string, expected: string, read: () => Promise<string>][] = [
    ["parameters.authority", at.manager, () => parameters.authority()],
    ["registry.REGISTRAR", at.registrar, () => registry.REGISTRAR()],
    ["registry.PARAMETERS", at.parameters, () => registry.PARAMETERS()],
    ["registrar.authority", at.manager, () => registrar.authority()],
    ["registrar.REGISTRY", at.registry, () => registrar.REGISTRY()],
    ["registrar.LICENSES", at.licenses, () => registrar.LICENSES()],
    ["registrar.LEDGER", at.ledger, () => registrar.LEDGER()],
    ["registrar.INBOXES", at.inboxes, () => registrar.INBOXES()],
    ["registrar.CONTRIBUTOR_ROOTS", at.contributorRoots, () => registrar.CONTRIBUTOR_ROOTS()],
    ["ledger.authority", at.manager, () => ledger.authority()],
    ["ledger.REGISTRY", at.registry, () => ledger.REGISTRY()],
    ["ledger.REGISTRAR", at.registrar, () => ledger.REGISTRAR()],
    ["ledger.TREASURY", at.timelock, () => ledger.TREASURY()],
    ["ledger.CONTRIBUTOR_ROOTS", at.contributorRoots, () => ledger.CONTRIBUTOR_ROOTS()],
    ["contributorRoots.LEDGER", at.ledger, () => contributorRoots.LEDGER()],
    ["contributorRoots.REGISTRAR", at.registrar, () => contributorRoots.REGISTRAR()],
    ["inboxes.LEDGER", at.ledger, () => inboxes.LEDGER()],
    ["inboxes.IMPLEMENTATION.INBOXES", at.inboxes, async () => (await inbox()).INBOXES()],
    ["licenses.REGISTRY", at.registry, () => licenses.REGISTRY()],
    ["licenses.LEDGER", at.ledger, () => licenses.LEDGER()],
    ["licenses.PARAMETERS", at.parameters, () => licenses.PARAMETERS()],
    ["licenses.REGISTRAR", at.registrar, () => licenses.REGISTRAR()],
    ["licenses.APPROVALS", at.approvals, () => licenses.APPROVALS()],
    ["approvals.LICENSES", at.licenses, () => approvals.LICENSES()],
    ["approvals.REGISTRY", at.registry, () => approvals.REGISTRY()],
    ["seats.LICENSES", at.licenses, () => seats.LICENSES()],
    ["meter.authority", at.manager, () => meter.authority()],
    ["meter.LEDGER", at.ledger, () => meter.LEDGER()],
    ["meter.OPERATORS", at.operators, () => meter.OPERATORS()],
    ["meter.OFFERS", at.offers, () => meter.OFFERS()],
    ["offers.METER", at.meter, () => offers.METER()],
    ["offers.REGISTRY", at.registry, () => offers.REGISTRY()],
    ["offers.LEDGER", at.ledger, () => offers.LEDGER()],
    ["offers.PARAMETERS", at.parameters, () => offers.PARAMETERS()],
    ["offers.OPERATORS", at.operators, () => offers.OPERATORS()],
    ["operators.authority", at.manager, () => operators.authority()],
    ["operators.METER", at.meter, () => operators.METER()],
    ["operators.TOKEN", at.token, () => operators.TOKEN()],
    ["operators.TREASURY", at.timelock, () => operators.TREASURY()],
    [
      "receivers.IMPLEMENTATION.RECEIVERS",
      at.receivers,
      async () => (await receiver()).RECEIVERS(),
    ],
    ["receivers.METER", at.meter, () => receivers.METER()],
    ["receivers.OPERATORS", at.operators, () => receivers.OPERATORS()],
    ["receiptProofs.METER", at.meter, () => receiptProofs.METER()],
    ["receiptProofs.OPERATORS", at.operators, () => receiptProofs.OPERATORS()],
    ["faultProofs.METER", at.meter, () => faultProofs.METER()],
    ["faultProofs.OPERATORS", at.operators, () => faultProofs.OPERATORS()],
    ["divergences.authority", at.manager, () => divergences.authority()],
    ["divergences.METER", at.meter, () => divergences.METER()],
    ["divergences.OPERATORS", at.operators, () => divergences.OPERATORS()],
    ["divergences.TOKEN", at.token, () => divergences.TOKEN()],
    ["divergences.TREASURY", at.timelock, () => divergences.TREASURY()],
    ["jobs.authority", at.manager, () => jobs.authority()],
    ["jobs.PARAMETERS", at.parameters, () => jobs.PARAMETERS()],
    ["jobs.LEDGER", at.ledger, () => jobs.LEDGER()],
    ["jobs.REGISTRAR", at.registrar, () => jobs.REGISTRAR()],
    ["jobs.OPERATORS", at.operators, () => jobs.OPERATORS()],
    ["vault.REGISTRY", at.registry, () => vault.REGISTRY()],
    ["vault.LEDGER", at.ledger, () => vault.LEDGER()],
    ["vault.LICENSES", at.licenses, () => vault.LICENSES()],
    ["vault.SEATS", at.seats, () => vault.SEATS()],
    ["attributionReports.authority", at.manager, () => attributionReports.authority()],
    ["attributionReports.REGISTRY", at.registry, () => attributionReports.REGISTRY()],
    ["attributionReports.TOKEN", at.token, () => attributionReports.TOKEN()],
    ["attributionReports.TREASURY", at.timelock, () => attributionReports.TREASURY()],
    ["auctions.authority", at.manager, () => auctions.authority()],
    ["auctions.PARAMETERS", at.parameters, () => auctions.PARAMETERS()],
    ["auctions.REGISTRY", at.registry, () => auctions.REGISTRY()],
    ["auctions.LEDGER", at.ledger, () => auctions.LEDGER()],
    ["auctions.LICENSES", at.licenses, () => auctions.LICENSES()],
    ["auctions.FEE_INBOX", feeInbox, () => auctions.FEE_INBOX()],
    ["subscriptions.LICENSES", at.licenses, () => subscriptions.LICENSES()],
    ["subscriptions.LEDGER", at.ledger, () => subscriptions.LEDGER()],
    ["checkout.LICENSES", at.licenses, () => checkout.LICENSES()],
    ["checkout.METER", at.meter, () => checkout.METER()],
    ["checkout.LEDGER", at.ledger, () => checkout.LEDGER()],
    ["court.authority", at.manager, () => court.authority()],
    ["court.REGISTRY", at.registry, () => court.REGISTRY()],
    ["court.LEDGER", at.ledger, () => court.LEDGER()],
    ["court.LICENSES", at.licenses, () => court.LICENSES()],
    ["court.TOKEN", at.token, () => court.TOKEN()],
    ["court.TREASURY", at.timelock, () => court.TREASURY()],
    ["arbitration.authority", at.manager, () => arbitration.authority()],
    ["arbitration.METER", at.meter, () => arbitration.METER()],
    ["arbitration.PROOFS", at.receiptProofs, () => arbitration.PROOFS()],
    ["arbitration.JOBS", at.jobs, () => arbitration.JOBS()],
    ["arbitration.DIVERGENCES", at.divergences, () => arbitration.DIVERGENCES()],
    ["arbitration.REPORTS", at.attributionReports, () => arbitration.REPORTS()],
    ["governor.token", at.token, () => governor.token()],
    ["governor.STAKED", at.stakingPool, () => governor.STAKED()],
    ["governor.timelock", at.timelock, () => governor.timelock()],
    ["token.delegates(timelock)", EXCLUDED, () => token.delegates(at.timelock)],
    ["marketplace.authority", at.manager, () => marketplace.authority()],
    ["marketplace.PARAMETERS", at.parameters, () => marketplace.PARAMETERS()],
    ["marketplace.REGISTRY", at.registry, () => marketplace.REGISTRY()],
    ["marketplace.LEDGER", at.ledger, () => marketplace.LEDGER()],
    ["marketplace.LICENSES", at.licenses, () => marketplace.LICENSES()],
    ["marketplace.FEE_INBOX", feeInbox, () => marketplace.FEE_INBOX()],
    ["marketplace.UPSTREAMS.LEDGER", at.ledger, async () => (await upstreams()).LEDGER()],
    ["stakingPool.authority", at.manager, () => stakingPool.authority()],
    ["stakingPool.TOKEN", at.token, () => stakingPool.TOKEN()],
    ["stakingPool.TREASURY", at.timelock, () => stakingPool.TREASURY()],
    ["stakingPool.REWARDS", at.stakingRewards, () => stakingPool.REWARDS()],
    ["stakingRewards.authority", at.manager, () => stakingRewards.authority()],
    ["stakingRewards.POOL", at.stakingPool, () => stakingRewards.POOL()],
    ["stakingRewards.LEDGER", at.ledger, () => stakingRewards.LEDGER()],
    ["stakingRewards.TREASURY", at.timelock, () => stakingRewards.TREASURY()],
    ["timelock.TOKEN", at.token, () => timelock.TOKEN()],
    ["distributor.SAHARA", at.token, () => distributor.SAHARA()],
    ["incentives.METER", at.meter, () => incentives.METER()],
    ["incentives.LEDGER", at.ledger, () => incentives.LEDGER()],
    ["incentives.TREASURY", at.timelock, () => incentives.TREASURY()],
    ["lens.LEDGER", at.ledger, () => lens.LEDGER()],
    ["ledger.currencies", `${ZeroAddress}, ${at.token}`, () => firstCurrencies(sahara)],
    ["token.totalSupply", String(SUPPLY), async () => String(await token.totalSupply())],
  ];

  const checks: Check[] = [];
  for (const [what, expected, read] of known) {
    // What is wrong with the answer does not matter: the address is not what the export says.
    checks.push({ what, expected, found: await read().catch(() => "no answer") });
  }
  return checks;
}

const firstCurrencies = async ({ ledger }: SaharaContracts) =>
  (await ledger.currencies()).slice(0, 2).join(", ");
