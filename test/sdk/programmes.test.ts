import { buildDistributionTree, distributionProofs } from "@sahara/sdk";
import { expect } from "chai";

import { networkHelpers } from "../helpers/chain.ts";
import { expectRevert } from "./expectRejection.ts";
import { loadOperatorWorld } from "./operatorWorld.ts";

const FEE_BPS = 250n;
const PAID = 1_000_001n;
/** One base unit stays in the receiver. */
const FEE = ((PAID - 1n) * FEE_BPS) / 10_000n;
const REWARD = (FEE * 8_000n) / 10_000n;
const BUDGET = 1_000_000n;

describe("SDK: programmes", () => {
  it("distributes to many, each of whom claims, and returns the rest", async () => {
    const { sdk, contracts } = await loadOperatorWorld();
    const { payer, stranger } = sdk;
    const account = contracts.contributor.address;
    const tree = buildDistributionTree([
      { account, amount: 40n },
      { account: contracts.owner.address, amount: 60n },
    ]);
    const start = BigInt(await networkHelpers.time.latest());
    const deadline = start + 400n * 86_400n;
    const open = { root: tree.root, amount: tree.total, deadline };
    const vesting = { start, duration: 1_000n, cliff: 100n, votes: true };
    const { id } = await payer.openDistribution(open);
    const { id: vested } = await payer.openDistribution({ ...open, vesting });
    const [proof] = distributionProofs(tree, account);

    expect(await stranger.getDistribution({ id })).to.deep.equal({
      ...{ id, token: sdk.payer.clients.addresses.token, root: tree.root, deadline },
      ...{ funder: contracts.payer.address, left: 100n, vesting: undefined },
    });
    expect((await stranger.getDistribution({ id: vested }))?.vesting).to.deep.equal(vesting);
    expect(await stranger.getDistribution({ id: 9n })).to.equal(undefined);
    expect(await stranger.claimDistribution({ id, ...proof! })).to.include({ recipient: account });
    const wallet = await stranger.claimDistribution({ id: vested, ...proof! });
    expect(wallet.recipient).not.to.equal(account);
    expect(await stranger.isDistributionClaimed({ id, index: 0n })).to.equal(true);
    expect(await stranger.isDistributionClaimed({ id, index: 1n })).to.equal(false);
    await expectRevert(
      stranger.claimDistribution({ id, ...proof! }),
      "Distributor_AlreadyClaimed",
      {
        id,
        index: 0n,
      },
    );
    await networkHelpers.time.increaseTo(deadline + 1n);
    expect(await stranger.returnDistribution({ id })).to.include({ amount: 60n });
    expect(await stranger.returnDistribution({ id })).to.include({ amount: 0n });
  });

  it("rewards an offer that was used, and returns what the epoch did not spend", async () => {
    const { sdk, contracts, enroll } = await loadOperatorWorld();
    const { payer, stranger, relayer } = sdk;
    const timelock = await contracts.getTimelockSigner();
    await contracts.parameters.connect(timelock).setUsageFee(FEE_BPS);
    const { offerId } = await enroll("relayer", { validUntil: 2 ** 40 - 1 });
    await payer.fundIncentives({ amount: BUDGET });
    const receiver = await contracts.receivers.receiverOf(offerId);
    await contracts.token.connect(contracts.payer).transfer(receiver, PAID);
    await stranger.sweepReceiver({ offerId });
    await stranger.reportFees({ offerIds: [offerId] });

    const now = await stranger.getIncentives();
    expect(now).to.deep.include({ epoch: 0n, currentEpoch: 0n, budget: BUDGET, fees: FEE });
    expect(now).to.deep.include({
      rewardBps: 8_000n,
      treasuryUnits: 100_000_000n,
      returned: false,
    });
    const toOperator = (REWARD * 3_000n) / 10_000n;
    const reward = { offerId, epoch: 0n, fees: FEE, toOperator, toAsset: REWARD - toOperator };
    expect(await stranger.getOfferReward({ offerId })).to.deep.equal({
      ...reward,
      ...{ passed: 0n, withdrawn: false },
    });
    await networkHelpers.time.increaseTo(now.endsAt);
    const over = { epoch: 0n, offerIds: [offerId] };
    expect(await relayer.withdrawRewards(over)).to.include({ amount: toOperator });
    expect(await relayer.withdrawRewards(over)).to.include({ amount: 0n });
    await stranger.passRewards(over);
    expect(await stranger.getOfferReward({ offerId, epoch: 0n })).to.deep.equal({
      ...reward,
      ...{ passed: REWARD - toOperator, withdrawn: true },
    });
    expect(await stranger.returnBudget({ epoch: 0n })).to.include({ amount: BUDGET - REWARD });
    expect(await stranger.returnBudget({ epoch: 0n })).to.include({ amount: 0n });
  });
});
