import { REPORT_TYPES, reportDomain } from "@sahara/attribution/report";
import type { AddressLike, ContractTransactionResponse } from "ethers";

import { loadProofs } from "../execution/deployProofs.ts";
import { NATIVE_BIT, SAHARA_BIT } from "../helpers/assets.ts";
import { ethers, networkHelpers } from "../helpers/chain.ts";
import { buildContributorTree } from "../helpers/contributorTree.ts";
import { RULE } from "../helpers/licensing.ts";
import { buildReceiptTree } from "../helpers/receiptTree.ts";
import { TYPES } from "../helpers/typedData.ts";

/** A step of the drill, and whom it pays in SAHARA there and then. */
export type Step = {
  call: () => Promise<ContractTransactionResponse>;
  pays?: AddressLike;
};

const HOUR = 3_600n;
const DAY = 24n * HOUR;
const ONE = 10n ** 18n;
const PRICE = 100n;
const REWARD = 10_000n;
const UNITS = 100_000_000n;
const PROTOCOL = 0n;
const NOBODY = ethers.ZeroAddress;
const NO_SIGNATURE = "0x";
const ALL_CAPABILITIES = 15n;
/** A role for this drill alone. */
const SLASHER = 99n;
const NO_VESTING = { start: 0n, duration: 0n, cliff: 0n, votes: false };

/**
 * Everything is deployed and holds money: claims, accounts, stake, jobs, auctions, bonds, distributions and budgets,
 * some of them for weeks. `exits` lead it out, in an order in which each finds something; `inward` are what comes to the
 * ledger or the meter by way of another contract.
 */
export async function deployDrill() {
  const world = await loadProofs();
  const { token, ledger, inboxes, meter, operators, jobs, auctions, marketplace, court } = world;
  const { arbitration, attributionReports, divergences, subscriptions, licenses } = world;
  const { stakingPool, stakingRewards, distributor, incentives, receivers } = world;
  const { contributorRoots, registrar, book, manager, registry, timelock } = world;
  const { deployer, payer, owner, operator, otherOperator, contributor, licensee } = world;
  const { reporter, stranger, arbiter, currency, now, offerId, terms } = world;
  const people = [payer, owner, operator, contributor, licensee, reporter];
  const takers = [
    ...[ledger, jobs, auctions, court, attributionReports, arbitration, stakingPool],
    ...[distributor, incentives, subscriptions, licenses, operators],
  ];
  for (const person of people) {
    await token.connect(deployer).transfer(person, 10n ** 24n);
    for (const taker of takers) await token.connect(person).approve(taker, ethers.MaxUint256);
  }
  const wait = async (seconds: bigint) => {
    await networkHelpers.time.increase(seconds);
  };

  /* An asset with contributors, and what was made from it. */
  const leaves = [contributor, licensee].map(({ address }) => ({
    account: address,
    units: 5_000_000n,
  }));
  const tree = buildContributorTree(leaves);
  const asset = await world.registerAsset({
    contributors: [{ account: contributor.address, units: 20_000_000n }],
    contributorRoot: tree.root,
    contributorRootUnits: 10_000_000n,
  });
  const child = await world.registerDerivative({
    parents: [{ assetId: asset, royaltyBps: 1_000n }],
  });
  const disputed = await world.registerAsset({ currencies: NATIVE_BIT | SAHARA_BIT });
  for (const paid of [asset, child, PROTOCOL]) {
    await ledger.connect(payer).pay(paid, token, 1_000_003n * ONE, ethers.ZeroHash);
    if (paid !== PROTOCOL) await token.connect(payer).transfer(await inboxes.inboxOf(paid), 777n);
  }

  /* Stake in the pool, and its rewards. */
  await stakingPool.connect(owner).stake(owner, 10_000n * ONE);
  await ledger.connect(timelock).releaseUnits(PROTOCOL, stakingRewards, UNITS / 2n);
  await ledger.connect(payer).pay(PROTOCOL, token, 1_000n * ONE, ethers.ZeroHash);
  await stakingRewards.harvest(token);
  const unlisted = await ethers.deployContract("PlainToken", [18]);
  await unlisted.getFunction("mint")(payer, ONE);
  await unlisted.connect(payer).getFunction("approve")(ledger, ONE);
  await ledger.connect(world.council).listCurrency(unlisted);
  await ledger.connect(payer).pay(PROTOCOL, unlisted, ONE, ethers.ZeroHash);
  await stakingPool.connect(owner).requestUnstake(500n * ONE);

  /* Operators: backers and what they earn, stake that thaws, rewards for a report of a fault. */
  await operators.connect(owner).back(operator, 5_000n * ONE);
  await operators.connect(operator).payBackers(1_000n * ONE);
  await operators.connect(owner).thawBacking(operator, 1_000n * ONE);
  await operators.connect(otherOperator).requestUnstake(1_000n * ONE);
  await manager.connect(timelock).grantRole(SLASHER, arbiter, 0n);
  await operators
    .connect(arbiter)
    .slash(otherOperator, 100n * ONE, 5_000n, reporter, ethers.id("fault"));
  await operators.connect(operator).setProfile(ALL_CAPABILITIES, "", ethers.ZeroHash);

  /* Metered usage, whose fees have a budget. */
  const receipts = await world.makeLane(2);
  const digests = await Promise.all(receipts.map(world.digestOf));
  const lane = buildReceiptTree(digests);
  const redemption = async (seq: bigint, claim: bigint) =>
    await world.voucher({ offerId, seq, receiptsRoot: lane.root, claim });
  await world.redeem(await redemption(2n, 40_000n));
  await meter.passRevenue([offerId]);
  await incentives.connect(payer).fund(0n, token, 1_000_000n);
  await incentives.report([offerId]);

  /* Distributions. */
  const openDistribution = async (term: bigint) => {
    const deadline = (await now()) + term;
    const args = [token, 10_000_000n, tree.root, deadline, NO_VESTING] as const;
    return await distributor.connect(payer).open(...args);
  };
  await openDistribution(DAY);
  await openDistribution(100n * DAY);

  /* Bonds: of a claim, a disputed call, two answers that differ, a report on contributors. */
  await court.connect(reporter).file(disputed, 0n, UNITS, ethers.id("evidence"));
  const disputeCall = async (index: number) => {
    const signed = await world.signReceipt(receipts[index]!);
    const proof = lane.proofOf(BigInt(index + 1));
    const args = [signed, world.offer, proof, terms, PRICE, NOBODY, ethers.id("reasons")] as const;
    return await arbitration.connect(payer).disputeCall(...args);
  };
  await disputeCall(0);
  const second = { offerId: world.otherOfferId, responseHash: ethers.id("another response") };
  await divergences
    .connect(reporter)
    .open(
      await world.makeSigned(),
      world.offer,
      await world.makeSigned(second, world.otherKey),
      world.otherOffer,
    );
  const report = {
    ...{ assetId: asset, version: 1n, utility: ONE },
    ...{
      methodHash: ethers.id("method"),
      dataRoot: ethers.id("data"),
      testRoot: ethers.id("tests"),
    },
    ...{ weightsRoot: ethers.id("weights"), reportRoot: ethers.id("report") },
  };
  const { chainId } = await ethers.provider.getNetwork();
  const reports = reportDomain({ chainId, address: await attributionReports.getAddress() });
  const signed = await contributor.signTypedData(reports, REPORT_TYPES, report);
  await attributionReports.connect(owner).post(report, contributor, signed);
  const reportId = await attributionReports.reportIdOf(report);

  /* A disputed job, whose ruling never comes. */
  const postJob = async (options: { reviewPeriod?: bigint; term?: bigint } = {}) => {
    await jobs.connect(payer).post({
      ...{ kind: 0n, assetId: asset, assetBps: 3_000n, token, operator: NOBODY, race: false },
      ...{ reward: REWARD, reviewPeriod: options.reviewPeriod ?? 10n * DAY },
      deliverBy: (await now()) + (options.term ?? 10n * DAY),
      specRoot: ethers.id("specification"),
    });
    return await jobs.jobCount();
  };
  const asOperator = jobs.connect(operator);
  const delivery = {
    ...{ resultRoot: ethers.id("result"), reportRoot: ethers.id("report"), amount: 7_000n },
  };
  const deliver = async (jobId: bigint) =>
    await asOperator.deliver(jobId, operator, delivery, NO_SIGNATURE);
  const postTaken = async (options: Parameters<typeof postJob>[0] = {}) => {
    const jobId = await postJob(options);
    await asOperator.take(jobId);
    return jobId;
  };
  const postDelivered = async (options: Parameters<typeof postJob>[0] = {}) => {
    const jobId = await postTaken(options);
    await deliver(jobId);
    return jobId;
  };
  const lapsed = await postDelivered();
  await jobs.connect(payer).dispute(lapsed, ethers.id("reasons"));

  await networkHelpers.time.increaseTo((await incentives.endOf(0n)) + 1n);

  /* What has to be recent. */
  const job = {
    open: await postJob(),
    late: await postTaken({ term: HOUR }),
    taken: await postTaken(),
    silent: await postDelivered({ reviewPeriod: HOUR }),
    accepted: await postDelivered(),
    conceded: await postDelivered(),
    disputed: await postDelivered(),
  };
  await jobs.connect(payer).accept(await postDelivered());
  await world.redeem(await redemption(2n, 60_000n));
  await disputeCall(1);
  await court.connect(reporter).file(disputed, 0n, UNITS, ethers.id("more evidence"));
  const withdrawn = await court.claimCount();

  const asContributor = auctions.connect(contributor);
  await ledger.connect(contributor).setOperator(auctions, true);
  await ledger.connect(owner).setOperator(auctions, true);
  await ledger.connect(owner).releaseUnits(asset, owner, 1_000_000n);
  const auction = async (seller = contributor) => {
    await auctions.connect(seller).createAuction({
      item: { assetId: asset, units: 1_000_000n },
      ...{ token, reserve: 1_000n, stepBps: 500n, endsAt: (await now()) + 2n * HOUR },
      extension: 600n,
    });
    return await auctions.auctionCount();
  };
  const [sold, cancelled, undeliverable] = [await auction(), await auction(), await auction(owner)];
  await auctions.connect(payer).bid(sold, 1_000n);
  await auctions.connect(licensee).bid(sold, 2_000n);
  await auctions.connect(payer).bid(undeliverable, 1_000n);
  await ledger.connect(owner).transfer(stranger, asset, 1_000_000n);

  const asOwner = marketplace.connect(owner);
  const order = {
    ...{ maker: owner.address, kind: 0n, items: [{ assetId: child, units: 0n }], token: currency },
    ...{ price: 1_000n, taker: NOBODY, deadline: (await now()) + 30n * DAY },
    ...{ nonce: ethers.MaxUint256, counter: 0n, guard: ethers.ZeroHash },
  };
  await registry.connect(owner).setApprovalForAll(marketplace, true);
  await asOwner.list(order);

  const termsId = await world.registerTerms({
    ...{ price: 1_000n, duration: 30n * DAY, currency, rules: RULE.renewable },
  });
  await world.offerTerms(asset, termsId);
  const license = await world.buyLicense({ assetId: asset, termsId });
  await subscriptions.connect(licensee).subscribe(license, {
    ...{ maxPrice: 1_000n, tip: 0n, periods: 3n, until: (await now()) + 300n * DAY },
    ...{ window: HOUR, grace: HOUR },
  });

  const session = {
    ...{ accountId: world.accountId, key: world.key.address, cap: 1_000n, nonce: 7n },
    validUntil: (await now()) + 30n * DAY,
  };
  const byKey = await world.key.signTypedData(world.domain, TYPES.sessionKey, session);
  await meter.connect(payer).openSession(terms, session, NO_SIGNATURE, byKey);
  await meter.connect(payer).requestWithdrawal(terms, 100_000n);
  await token.connect(payer).transfer(await receivers.receiverOf(offerId), 5_000n);
  const closing = await world.publish();
  await wait(3n * HOUR);

  const voucher = await redemption(2n, 90_000n);
  const treasury = timelock.address;
  const exits: Record<string, Step> = {
    "ledger.settle": { call: () => ledger.settle(child, token) },
    "ledger.settleMany": { call: () => ledger.settleMany([child], token) },
    "ledger.claim": { call: () => ledger.claim(asset, token, contributor, []), pays: contributor },
    "ledger.claimTo": {
      call: () => ledger.connect(stranger).claimTo(asset, token, stranger, []),
    },
    "ledger.claimMany": {
      call: () => ledger.claimMany([asset, child], token, NOBODY, []),
      pays: owner,
    },
    "contributorRoots.materialiseAndClaim": {
      call: () =>
        contributorRoots.materialiseAndClaim(
          asset,
          0n,
          contributor,
          5_000_000n,
          tree.proofOf(0),
          token,
          [],
        ),
      pays: contributor,
    },
    "contributorRoots.materialise": {
      call: () => contributorRoots.materialise(asset, 1n, licensee, 5_000_000n, tree.proofOf(1)),
    },
    "meter.redeem": { call: () => meter.redeem([voucher]) },
    "meter.withdrawEarnings": {
      call: () => meter.connect(operator).withdrawEarnings([offerId], operator),
      pays: operator,
    },
    "meter.withdraw": { call: () => meter.connect(payer).withdraw(terms, payer), pays: payer },
    "meter.requestWithdrawal": { call: () => meter.connect(payer).requestWithdrawal(terms, 10n) },
    "meter.refund": {
      call: () => meter.connect(operator).refund(terms, 1_000n, 0n, 0n, NO_SIGNATURE),
      pays: payer,
    },
    "meter.closeSession": { call: () => meter.connect(payer).closeSession(terms, world.key) },
    "meter.cancelNonce": { call: () => meter.connect(payer).cancelNonce(99n) },
    "operators.withdrawStake": {
      call: () => operators.connect(otherOperator).withdrawStake(otherOperator),
      pays: otherOperator,
    },
    "operators.requestUnstake": { call: () => operators.connect(operator).requestUnstake(ONE) },
    "operators.withdrawBacking": {
      call: () => operators.connect(owner).withdrawBacking(operator, 0n, owner),
      pays: owner,
    },
    "operators.claimBackingRewards": {
      call: () => operators.connect(owner).claimBackingRewards(operator, owner),
      pays: owner,
    },
    "operators.thawBacking": { call: () => operators.connect(owner).thawBacking(operator, ONE) },
    "operators.withdrawReward": {
      call: () => operators.connect(reporter).withdrawReward(reporter),
      pays: reporter,
    },
    "operators.releaseToTreasury": { call: () => operators.releaseToTreasury(), pays: treasury },
    "offers.closeOffer": { call: () => book.connect(operator).closeOffer(closing) },
    "jobs.cancel": { call: () => jobs.connect(payer).cancel(job.open) },
    "jobs.deliver": { call: () => deliver(job.taken) },
    "jobs.timeOut": { call: () => jobs.timeOut(job.late) },
    "jobs.acceptSilent": { call: () => jobs.acceptSilent(job.silent) },
    "jobs.accept": { call: () => jobs.connect(payer).accept(job.accepted) },
    "jobs.concede": { call: () => asOperator.concede(job.conceded) },
    "jobs.dispute": {
      call: () => jobs.connect(payer).dispute(job.disputed, ethers.id("reasons")),
    },
    "jobs.lapse": { call: () => jobs.lapse(lapsed) },
    "jobs.withdraw": { call: () => asOperator.withdraw(token, operator), pays: operator },
    "divergences.lapse": { call: () => divergences.lapse(1n) },
    "divergences.release": { call: () => divergences.release(reporter), pays: reporter },
    "attributionReports.settle": { call: () => attributionReports.settle(reportId) },
    "attributionReports.release": {
      call: () => attributionReports.release(owner),
      pays: owner,
    },
    "auctions.settle": { call: () => auctions.settle(sold) },
    "auctions.cancel": { call: () => asContributor.cancel(cancelled) },
    "auctions.annul": { call: () => auctions.annul(undeliverable) },
    "auctions.withdraw": {
      call: () => auctions.connect(payer).withdraw(token, payer),
      pays: payer,
    },
    "marketplace.unlist": { call: () => asOwner.unlist(order) },
    "marketplace.cancel": { call: () => asOwner.cancel([1n]) },
    "marketplace.cancelAll": { call: () => asOwner.cancelAll() },
    "court.withdraw": { call: () => court.connect(reporter).withdraw(withdrawn) },
    "court.lapse": { call: () => court.lapse(1n) },
    "court.release": { call: () => court.release(reporter), pays: reporter },
    "arbitration.lapseCall": { call: () => arbitration.lapseCall(digests[0]!) },
    "arbitration.withdrawCall": {
      call: () => arbitration.connect(payer).withdrawCall(digests[1]!),
    },
    "arbitration.release": { call: () => arbitration.release(payer, token), pays: payer },
    "stakingRewards.forward": { call: () => stakingRewards.forward(unlisted) },
    "stakingRewards.harvest": { call: () => stakingRewards.harvest(token) },
    "stakingPool.withdraw": {
      call: () => stakingPool.connect(owner).withdraw(0n, owner),
      pays: owner,
    },
    "stakingPool.requestUnstake": { call: () => stakingPool.connect(owner).requestUnstake(ONE) },
    "stakingRewards.claim": {
      call: () => stakingRewards.connect(owner).claim([currency], owner),
      pays: owner,
    },
    "distributor.claim": {
      call: () => distributor.claim(2n, 0n, contributor, 5_000_000n, tree.proofOf(0)),
      pays: contributor,
    },
    "distributor.returnRest": { call: () => distributor.returnRest(1n), pays: payer },
    "distributor.open": { call: () => openDistribution(DAY) },
    "incentives.withdrawRewards": {
      call: () => incentives.connect(operator).withdrawRewards(0n, [offerId], operator),
      pays: operator,
    },
    "incentives.returnUnspent": {
      call: () => incentives.returnUnspent(0n, token),
      pays: treasury,
    },
    "incentives.report": { call: () => incentives.report([offerId]) },
    "incentives.observe": { call: () => incentives.observe() },
    "incentives.fund": { call: () => incentives.connect(payer).fund(1n, token, 1_000n) },
    "subscriptions.cancel": { call: () => subscriptions.connect(licensee).cancel(license) },
    "registrar.cancelSignedRegistration": {
      call: () => registrar.connect(owner).cancelSignedRegistration(),
    },
    "ledger.transfer": { call: () => ledger.connect(contributor).transfer(stranger, asset, 1n) },
    "ledger.releaseUnits": { call: () => ledger.connect(owner).releaseUnits(asset, owner, 9n) },
    "ledger.bindUnits": { call: () => ledger.connect(owner).bindUnits(asset, 9n) },
    "ledger.transferPosition": {
      call: () => ledger.connect(contributor).transferPosition(asset, licensee),
    },
  };
  const inward: Record<string, () => Promise<ContractTransactionResponse>> = {
    "inboxes.sweep": () => inboxes.sweep(asset, token),
    "receivers.sweep": () => receivers.sweep(offerId),
    "meter.passRevenue": () => meter.passRevenue([offerId]),
    "jobs.passRevenue": () => jobs.passRevenue(asset, token),
    "incentives.passRewards": () => incentives.passRewards(0n, [offerId]),
    "licenses.mintLicense": () =>
      licenses.connect(licensee).mintLicense({
        ...{ assetId: asset, termsId, licensee, periods: 1n, maxPrice: 1_000n },
      }),
  };
  return { ...world, asset, exits, inward };
}
