import { NATIVE, type Sahara } from "@sahara/sdk";
import { expect } from "chai";

import { networkHelpers } from "../helpers/chain.ts";
import { createSeededRandom } from "../helpers/seededRandom.ts";
import { loadSdk, registerChild, registerRoot, type SdkFixture } from "./connectSahara.ts";

const ETHER = 10n ** 18n;

describe("SDK: planClaims and executeClaims", () => {
  let fixture: SdkFixture;
  let token: string;

  beforeEach(async () => {
    fixture = await loadSdk();
    token = fixture.addresses.token;
  });

  /** A root of `owner` whose contributor has all units. */
  async function registerContributed(): Promise<bigint> {
    const account = fixture.contracts.contributor.address;
    return await registerRoot(fixture.sdk.owner, {
      contributors: [{ account, units: 100_000_000n }],
    });
  }

  const childOf = async (royaltyBps: bigint, ...parents: bigint[]) => {
    const { owner } = fixture.sdk;
    const named = parents.map((assetId) => ({ sahara: owner, assetId, royaltyBps }));
    return await registerChild(owner, named);
  };

  const balance = async () => fixture.contracts.token.balanceOf(fixture.contracts.contributor);

  /** Plans, executes, and expects both to agree to the base unit. */
  async function claimAsPlanned(sahara: Sahara, parameters = {}) {
    const account = fixture.contracts.contributor.address;
    const plan = await sahara.planClaims({ account, token, ...parameters });
    const before = await balance();
    const { amount } = await sahara.executeClaims({ plan });
    expect(amount).to.equal(plan.expected);
    expect((await balance()) - before).to.equal(plan.expected);
    return plan;
  }

  it("finds the units, the path and the amount three hops below the payment", async () => {
    const { sdk } = fixture;
    const root = await registerContributed();
    const model = await childOf(1_000n, root);
    const tuned = await childOf(2_000n, model);
    const agent = await childOf(5_000n, tuned);
    await sdk.payer.pay({ assetId: agent, token, amount: 1_000_000n });

    const plan = await claimAsPlanned(sdk.stranger);

    expect(plan).to.deep.include({
      assetIds: [root],
      path: [agent, tuned, model],
      amounts: [{ assetId: root, amount: 10_000n }],
      expected: 10_000n,
      worthwhile: undefined,
      leftOut: 0n,
    });
    expect(plan.cost).to.equal(plan.gas * plan.gasPrice);
    expect(plan.gas > 100_000n).to.equal(true);
  });

  it("settles the shared descendant of a diamond once", async () => {
    const { sdk } = fixture;
    const root = await registerContributed();
    const left = await childOf(1_000n, root);
    const right = await childOf(500n, root);
    const merged = await childOf(2_000n, left, right);
    await sdk.payer.pay({ assetId: merged, token, amount: 1_000_001n });

    const plan = await claimAsPlanned(sdk.contributor);

    // 2,000 bps to each side, then 1,000 and 500 of that.
    expect(plan.path).to.deep.equal([merged, right, left]);
    expect(plan.expected).to.equal(20_000n + 10_000n);
  });

  it("leaves settled and unpaid descendants out of the path", async () => {
    const { sdk } = fixture;
    const root = await registerContributed();
    const settled = await childOf(1_000n, root);
    const unpaid = await childOf(1_000n, root);
    const paid = await childOf(1_000n, root);
    await sdk.payer.payAndSettle({ assetId: settled, token, amount: 1_000n, path: [settled] });
    await sdk.payer.pay({ assetId: paid, token, amount: 1_000n });
    await sdk.payer.pay({ assetId: unpaid, token, amount: 9n });

    const plan = await claimAsPlanned(sdk.contributor);

    expect(plan.path).to.deep.equal([paid]);
    expect(plan.expected).to.equal(200n);
  });

  it("drops the branch that brings less than its gas, and keeps the other", async () => {
    const { sdk } = fixture;
    const root = await registerContributed();
    const poor = await childOf(1_000n, root);
    const rich = await childOf(1_000n, root);
    await sdk.payer.pay({ assetId: poor, token, amount: 1_000n });
    await sdk.payer.pay({ assetId: rich, token, amount: 1_000n * ETHER });
    const price = { tokenPrice: { amount: ETHER, native: ETHER }, gasPrice: 10n ** 9n };

    const plan = await claimAsPlanned(sdk.contributor, price);

    expect(plan.path).to.deep.equal([rich]);
    expect(plan.expected).to.equal(100n * ETHER);
    expect(plan.leftOut).to.equal(100n);
    expect(plan.worthwhile).to.equal(true);
  });

  it("drops a chain only where its end pays too little", async () => {
    const { sdk } = fixture;
    const root = await registerContributed();
    const near = await childOf(1_000n, root);
    const far = await childOf(1_000n, near);
    await sdk.payer.pay({ assetId: near, token, amount: ETHER });
    await sdk.payer.pay({ assetId: far, token, amount: 1_000n });
    const price = { tokenPrice: { amount: 1n, native: 1n }, gasPrice: 10n ** 9n };

    const plan = await claimAsPlanned(sdk.contributor, price);

    expect(plan.path).to.deep.equal([near]);
    expect(plan.leftOut).to.equal(10n);
  });

  it("says that a claim is not worth its gas", async () => {
    const { sdk } = fixture;
    const root = await registerContributed();
    await sdk.payer.pay({ assetId: root, token: NATIVE, amount: 1_000n });
    const account = fixture.contracts.contributor.address;

    const plan = await sdk.stranger.planClaims({ account, token: NATIVE, gasPrice: 10n ** 9n });

    expect(plan.worthwhile).to.equal(false);
    expect(plan.expected + plan.leftOut).to.equal(1_000n);
  });

  it("claims several assets at once, but none that brings less than its gas", async () => {
    const { sdk } = fixture;
    const first = await registerContributed();
    const second = await registerContributed();
    const third = await registerContributed();
    await sdk.payer.pay({ assetId: first, token, amount: ETHER });
    await sdk.payer.pay({ assetId: second, token, amount: 2n * ETHER });
    await sdk.payer.pay({ assetId: third, token, amount: 3n });
    const price = { tokenPrice: { amount: 1n, native: 1n }, gasPrice: 10n ** 9n };

    const plan = await claimAsPlanned(sdk.contributor, price);

    expect(plan.assetIds).to.deep.equal([first, second]);
    expect(plan.expected).to.equal(3n * ETHER);
    expect(plan.leftOut).to.equal(3n);
  });

  it("claims what the units of an asset's owner earned", async () => {
    const { sdk, contracts } = fixture;
    const root = await registerRoot(sdk.owner);
    const model = await childOf(1_000n, root);
    await contracts.registry
      .connect(contracts.owner)
      .transferFrom(contracts.owner, contracts.contributor, root);
    await sdk.payer.pay({ assetId: model, token, amount: 1_000n });

    const plan = await claimAsPlanned(sdk.stranger, { as: "owner" });

    expect(plan.assetIds).to.deep.equal([root]);
    expect(plan.expected).to.equal(100n);
  });

  it("passes over a frozen branch", async () => {
    const { sdk, contracts } = fixture;
    const root = await registerContributed();
    const frozen = await childOf(1_000n, root);
    const open = await childOf(1_000n, root);
    await sdk.payer.pay({ assetId: frozen, token, amount: 1_000n });
    await sdk.payer.pay({ assetId: open, token, amount: 500n });
    await contracts.appointArbiter();
    const until = BigInt(await networkHelpers.time.latest()) + 3_600n;
    await contracts.ledger.connect(contracts.arbiter).freeze(frozen, until);

    const plan = await claimAsPlanned(sdk.contributor);

    expect(plan.path).to.deep.equal([open]);
    expect(plan.expected).to.equal(50n);
  });

  it("plans nothing for who is owed nothing, and executes that without a transaction", async () => {
    const { sdk, contracts } = fixture;
    await registerContributed();
    const account = contracts.stranger.address;

    const plan = await sdk.stranger.planClaims({ account, token });

    expect(plan).to.deep.include({ assetIds: [], path: [], expected: 0n, gas: 0n });
    expect(await sdk.stranger.executeClaims({ plan })).to.deep.equal({
      amount: 0n,
      gasUsed: 0n,
      transactions: [],
    });
  });

  it("pays exactly what it expects in random graphs", async function () {
    this.timeout(60_000);
    const { sdk, contracts } = fixture;
    const random = createSeededRandom(7n);
    const assets = [await registerContributed()];
    for (let count = 1; count < 9; count++) {
      const wanted = 1 + random.below(Math.min(3, assets.length));
      const parents = new Set(Array.from({ length: wanted }, () => random.pick(assets)));
      assets.push(await childOf(BigInt(1 + random.below(2_500)), ...parents));
    }
    const root = assets[0]!;
    await sdk.contributor.transferUnits({
      assetId: root,
      to: contracts.stranger.address,
      units: 33_333_333n,
    });
    let claimed = 0n;
    for (let round = 0; round < 12; round++) {
      const assetId = random.pick(assets);
      await sdk.payer.pay({ assetId, token, amount: 1n + random.bits(40) });
      if (random.below(3) === 0) claimed += (await claimAsPlanned(sdk.contributor)).expected;
    }
    claimed += (await claimAsPlanned(sdk.contributor)).expected;

    expect(claimed > 0n).to.equal(true);
    const left = await sdk.stranger.planClaims({ account: contracts.contributor.address, token });
    expect(left.expected).to.equal(0n);
  });
});
