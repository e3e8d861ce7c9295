import { buildContributorTree, contributorProof, NATIVE } from "@sahara/sdk";
import { expect } from "chai";

import { ethers, networkHelpers } from "../helpers/chain.ts";
import { createSeededRandom } from "../helpers/seededRandom.ts";
import { loadSdk, registerChild, registerRoot, type SdkFixture } from "./connectSahara.ts";

describe("SDK: replayLedger and verifySolvency", () => {
  let fixture: SdkFixture;
  let token: string;

  beforeEach(async () => {
    fixture = await loadSdk();
    token = fixture.addresses.token;
  });

  /** A root with listed contributors and a Merkle root, and a model that owes it 10 %; every kind of event. */
  async function runEconomy() {
    const { sdk, contracts } = fixture;
    const { contributor, otherContributor, stranger, relayer } = contracts;
    const contributorTree = buildContributorTree([
      { account: otherContributor.address, units: 20_000_000n },
      { account: relayer.address, units: 10_000_000n },
    ]);
    const root = await registerRoot(sdk.owner, {
      contributors: [{ account: contributor.address, units: 30_000_000n }],
      contributorTree,
    });
    const parents = [{ sahara: sdk.owner, assetId: root, royaltyBps: 1_000n }];
    const model = await registerChild(sdk.otherOwner, parents);

    await sdk.payer.pay({ assetId: model, token, amount: 1_000_003n });
    await sdk.payer.pay({ assetId: root, token, amount: 777n });
    await sdk.payer.pay({ assetId: model, token: NATIVE, amount: 12_345n });
    await sdk.stranger.claim({
      assetId: root,
      token,
      holder: contributor.address,
      path: [model],
    });
    await sdk.contributor.transferUnits({ assetId: root, to: stranger.address, units: 7_777_777n });
    await sdk.payer.pay({ assetId: root, token, amount: 1_001n });
    await sdk.contributor.bindUnits({ assetId: root, units: 2_000_001n });
    await sdk.owner.releaseUnits({ assetId: root, to: relayer.address, units: 5_000_000n });
    await sdk.stranger.materialiseAndClaim({
      assetId: root,
      token,
      ...contributorProof(contributorTree, 0n),
    });
    await sdk.stranger.transferPosition({ assetId: root, to: contributor.address });
    await contracts.appointArbiter();
    const until = BigInt(await networkHelpers.time.latest()) + 3_600n;
    await contracts.ledger.connect(contracts.arbiter).freeze(root, until);
    await contracts.ledger
      .connect(contracts.arbiter)
      .awardPosition(root, ethers.ZeroAddress, stranger);
    await contracts.ledger.connect(contracts.arbiter).thaw(root);
    await sdk.stranger.claim({ assetId: root, token, holder: stranger.address });
    await sdk.stranger.claim({ assetId: model, token, holder: "owner" });
    return { root, model };
  }

  it("proves an economy with every kind of event, to the last base unit (REV-14)", async () => {
    const { sdk, contracts } = fixture;
    await runEconomy();

    const report = await sdk.stranger.verifySolvency();

    expect(report.mismatches).to.deep.equal([]);
    expect(report.faults).to.deep.equal([]);
    expect(report.solvent).to.equal(true);
    expect(report.assets).to.equal(2);
    expect(report.compared).to.be.greaterThan(30);
    const sahara = report.currencies.find((currency) => currency.token === token)!;
    expect(sahara.paid).to.equal(1_000_003n + 777n + 1_001n);
    expect(sahara.held).to.equal(await contracts.token.balanceOf(contracts.ledger));
    expect(sahara.paid).to.equal(sahara.claimed + sahara.held);
    expect(sahara.held).to.equal(sahara.owed + sahara.dust);
    expect(sahara.surplus).to.equal(0n);
    expect(sahara.dust < 8n).to.equal(true);
    const native = report.currencies.find((currency) => currency.token === NATIVE)!;
    expect(native).to.include({ paid: 12_345n, claimed: 0n, held: 12_345n, surplus: 0n });
  });

  it("replays the past as it was", async () => {
    const { sdk } = fixture;
    const assetId = await registerRoot(sdk.owner);
    const { blockNumber } = await sdk.payer.pay({ assetId, token, amount: 5n });
    await sdk.payer.pay({ assetId, token, amount: 6n });

    const replay = await sdk.stranger.replayLedger({ toBlock: blockNumber });

    expect(replay.accounts.get(assetId)?.streams.get(token)?.accrued).to.equal(5n);
    const report = await sdk.stranger.verifySolvency({ toBlock: blockNumber });
    expect(report.solvent).to.equal(true);
  });

  it("counts what was sent to the ledger without being a payment as surplus", async () => {
    const { sdk, contracts } = fixture;
    await contracts.token.connect(contracts.payer).transfer(contracts.ledger, 9n);

    const report = await sdk.stranger.verifySolvency();

    expect(report.solvent).to.equal(true);
    expect(report.currencies.map(({ surplus }) => surplus)).to.deep.equal([0n, 9n]);
  });

  it("says how much is missing when money left by another way", async () => {
    const { sdk, contracts, addresses } = fixture;
    const assetId = await registerRoot(sdk.owner);
    await sdk.payer.pay({ assetId, token, amount: 100n });
    await networkHelpers.impersonateAccount(addresses.ledger);
    await networkHelpers.setBalance(addresses.ledger, ethers.parseEther("1"));
    const thief = await ethers.getSigner(addresses.ledger);
    await contracts.token.connect(thief).transfer(contracts.stranger, 30n);

    const report = await sdk.stranger.verifySolvency();

    expect(report.solvent).to.equal(false);
    expect(report.mismatches).to.deep.equal([]);
    expect(report.faults).to.deep.equal([`The ledger lacks 30 base units of ${token}.`]);
  });

  it("names every number that the logs do not explain", async () => {
    const { sdk, contracts } = fixture;
    const assetId = await registerRoot(sdk.owner);
    const { blockNumber } = await sdk.payer.pay({ assetId, token, amount: 100n });
    await sdk.payer.pay({ assetId, token, amount: 50n });
    await sdk.owner.claim({ assetId, token, holder: "owner" });

    // Without the first payment the claim can't be explained.
    const { mismatches, faults, solvent } = await sdk.stranger.verifySolvency({
      fromBlock: blockNumber + 1,
    });

    expect(solvent).to.equal(false);
    expect(faults).to.include(
      `${ethers.ZeroAddress} was paid 150 of ${token} for asset ${assetId}, but was owed 0.`,
    );
    expect(mismatches).to.deep.include({
      field: "accrued",
      assetId,
      token,
      replayed: 50n,
      onChain: 150n,
    });
    expect(await contracts.registry.assetCount()).to.equal(1n);
  });

  it("stays equal to the chain through random operations", async function () {
    this.timeout(120_000);
    const { sdk, contracts } = fixture;
    const { root, model } = await runEconomy();
    const random = createSeededRandom(11n);
    const people = ["contributor", "otherContributor", "stranger", "relayer"] as const;
    for (let step = 0; step < 60; step++) {
      const assetId = random.pick([root, model]);
      const from = random.pick(people);
      const to = contracts[random.pick(people)].address;
      const held = await sdk.owner.unitsOf({ assetId, holder: contracts[from].address });
      const some = held === 0n ? 0n : 1n + (random.bits(27) % held);
      const action = random.below(6);
      if (action === 0) await sdk.payer.pay({ assetId, token, amount: 1n + random.bits(20) });
      if (action === 1) await sdk.stranger.settle({ assetIds: [model], token });
      if (action === 2) await sdk.stranger.claim({ assetId, token, holder: to });
      if (action === 3) await sdk[from].transferUnits({ assetId, to, units: some });
      if (action === 4 && some > 0n) await sdk[from].bindUnits({ assetId, units: some });
      if (action === 5 && to !== contracts[from].address)
        await sdk[from].transferPosition({ assetId, to });
    }

    const report = await sdk.stranger.verifySolvency();

    expect(report.mismatches).to.deep.equal([]);
    expect(report.faults).to.deep.equal([]);
  });
});
