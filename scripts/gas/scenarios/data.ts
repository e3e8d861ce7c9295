import { REPORT_TYPES, reportDomain } from "@sahara/attribution/report";
import { id } from "ethers";

import type { World } from "../createWorld.ts";
import type { Gas } from "../Gas.ts";

const VERSION = 1n;
const USE_DERIVATIVE = 1n << 2n;
const CUSTODIANS = 5;
const PROGRAM = id("program");

/** Keys, policies and the log of the vault, a spent privacy budget, and a report with its bond. */
export async function measureData(world: World): Promise<Gas> {
  const { gasOf, sahara, terms, owner, builder, others } = world;
  const vault = sahara.vault.connect(owner);
  const assetId = await world.register(owner);
  const licenseId = await world.buy(builder, assetId, terms.remix);

  const setKey = (key: string) => sahara.vault.connect(builder).setEncryptionKey(id(key));
  const setEncryptionKeyFirst = await gasOf(() => setKey("key"));
  const setEncryptionKey = await gasOf(() => setKey("next key"));

  const custodians = others.slice(0, CUSTODIANS);
  const policy = {
    payloadRoot: id("payload"),
    uses: USE_DERIVATIVE,
    threshold: 3n,
    ownerDirect: true,
    seats: custodians.map(({ address }) => ({ custodian: address, commitment: id(address) })),
  };
  const setReleasePolicy3of5 = await gasOf(() => vault.setReleasePolicy(assetId, VERSION, policy));
  const [custodian = owner] = custodians;
  const logRelease = await gasOf(() =>
    sahara.vault
      .connect(custodian)
      .logRelease(assetId, VERSION, builder, licenseId, 1n, id("request")),
  );
  const grant = () => vault.grantKey(assetId, VERSION, builder, id("wrapped key"), 0n);
  const grantKey = await gasOf(grant);

  const limits = { maxRows: 100n, maxOutputBytes: 4_096n, minGroupSize: 10n };
  const allowProgram = await gasOf(() => vault.allowProgram(assetId, PROGRAM, limits));
  await vault.setComputeOperator(assetId, builder, true);
  await vault.setPrivacyBudget(assetId, VERSION, 1_000_000n);
  const spend = () =>
    sahara.vault.connect(builder).spend(assetId, VERSION, PROGRAM, 1_000n, id("job"));
  await spend();
  const spendPrivacyBudget = await gasOf(spend);

  const reports = await measureReports(world, assetId);
  return {
    setEncryptionKeyFirst,
    setEncryptionKey,
    setReleasePolicy3of5,
    logRelease,
    grantKey,
    allowProgram,
    spendPrivacyBudget,
    ...reports,
  };
}

async function measureReports(world: World, assetId: bigint): Promise<Gas> {
  const { gasOf, sahara, owner, customer } = world;
  const reports = sahara.attributionReports;
  for (const staker of [owner, customer]) {
    await sahara.token.connect(staker).approve(reports, world.ethers.MaxUint256);
  }
  const { chainId } = await world.ethers.provider.getNetwork();
  const domain = reportDomain({ chainId, address: await reports.getAddress() });

  const createReport = async (label: string) => {
    const report = {
      ...{ assetId, version: VERSION, methodHash: id("method"), dataRoot: id("data") },
      ...{ testRoot: id("tests"), weightsRoot: id(label), utility: 10n ** 18n },
      reportRoot: id(`report of ${label}`),
    };
    const signature = await owner.signTypedData(domain, REPORT_TYPES, report);
    return { report, signature, reportId: await reports.reportIdOf(report) };
  };
  const [first, second] = [await createReport("weights"), await createReport("other weights")];

  // The contract holds a bond already when the measured one arrives.
  await reports.connect(owner).post(first.report, owner, first.signature);
  const postAttributionReport = await gasOf(() =>
    reports.connect(owner).post(second.report, owner, second.signature),
  );
  const challengeAttributionReport = await gasOf(() =>
    reports.connect(customer).challenge(first.reportId, id("third weights")),
  );
  await world.networkHelpers.time.increase(await reports.challengeWindow());
  const settleAttributionReport = await gasOf(() => reports.settle(second.reportId));
  return { postAttributionReport, challengeAttributionReport, settleAttributionReport };
}
