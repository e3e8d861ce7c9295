import { type CallInput, NATIVE } from "@sahara/sdk";
import { expect } from "chai";
import { ZeroHash } from "ethers";

import { AUTHORITY_DELAY } from "../../deploy/modules/Roles.ts";
import { networkHelpers } from "../helpers/chain.ts";
import { loadSdk } from "./connectSahara.ts";
import { expectRevert } from "./expectRejection.ts";

const SAHARA = 10n ** 18n;
const AMOUNT = 10_000n * SAHARA;
const ONE = 10n ** 18n;
const FEES = 1_400_000n;
/** Half of the fees, less what is rounded off. */
const EARNED = FEES / 2n - 1n;
const DRIP_PERIOD = 7n * 86_400n;
const THAW_PERIOD = 21n * 86_400n;
const PROTOCOL = 0n;

describe("SDK: staking", () => {
  it("stakes in the pool, votes, earns, and leaves", async () => {
    const { sdk, contracts, addresses } = await loadSdk();
    const { payer, stranger } = sdk;
    const { ledger, timelock } = { ...contracts, timelock: await contracts.getTimelockSigner() };
    await ledger.connect(timelock).releaseUnits(PROTOCOL, addresses.stakingRewards, 50_000_000n);
    const account = contracts.payer.address;

    const prepared = await payer.prepareStakeInPool({ amount: AMOUNT });
    expect(prepared.before.map(({ summary }) => summary.args.value)).to.deep.equal([AMOUNT]);
    await payer.stakeInPool({ amount: AMOUNT });
    await payer.delegateReceipts();
    expect(await stranger.getStaking({ account })).to.deep.equal({
      ...{ account, receipts: AMOUNT, worth: AMOUNT, votes: AMOUNT, delegate: account },
      thaws: [],
      rewards: [
        { token: NATIVE, claimable: 0n },
        { token: addresses.token, claimable: 0n },
      ],
      pool: { staked: AMOUNT, rate: ONE },
    });
    expect((await payer.getVotes()).votes).to.equal(AMOUNT);

    await ledger.connect(contracts.payer).pay(PROTOCOL, addresses.token, FEES, ZeroHash);
    await stranger.harvestRewards({ token: addresses.token });
    await networkHelpers.time.increase(DRIP_PERIOD);
    const claimed = await payer.claimStakingRewards({ to: contracts.stranger.address });
    expect(claimed.paid).to.deep.equal([{ token: addresses.token, amount: EARNED }]);
    expect((await payer.claimStakingRewards()).paid).to.deep.equal([]);

    const { id, end } = await payer.thawPoolStake({ receipts: AMOUNT });
    expect((await payer.getStaking()).thaws).to.deep.equal([{ id, worth: AMOUNT, end }]);
    await expectRevert(payer.withdrawPoolStake({ id }), "StakingPool_StillThawing", { end });
    await networkHelpers.time.increase(THAW_PERIOD);
    await payer.withdrawPoolStake({ id });
    expect(await payer.getStaking()).to.deep.include({ receipts: 0n, thaws: [] });
  });

  it("has the pool slashed by one vote that announces it, and says what a vote on stakers does", async () => {
    const { sdk, contracts, addresses } = await loadSdk();
    const { payer, stranger } = sdk;
    const { token, deployer } = contracts;
    await token.connect(deployer).delegate(contracts.payer);
    await payer.stakeInPool({ amount: AMOUNT });
    const slash: CallInput = { contract: "stakingPool", method: "slash", args: [1_000n, ZeroHash] };
    const give: CallInput = {
      ...{ contract: "ledger", method: "releaseUnits" },
      args: [PROTOCOL, addresses.stakingRewards, 25_000_000n],
    };
    const takeBack: CallInput = {
      ...{ contract: "stakingRewards", method: "returnUnits", args: [5_000_000n] },
    };
    const taking = "Takes 10 % of what is staked in the pool, now 1000 SAHARA, for the treasury.";
    const words = await stranger.describeProposal({ calls: [slash, give, takeBack] });
    expect(words.map(({ text }) => text)).to.deep.equal([
      `Announces to the manager: ${taking}`,
      `Has the governor act: Schedules for 5 d later: ${taking}`,
      "Gives 25 % of the protocol's fees from now on to stakingRewards.",
      "Takes 5 % of the protocol's fees from now on from stakers.",
    ]);

    const { proposalId } = await payer.propose({ calls: [slash], title: "Slash" });
    await networkHelpers.time.increaseTo((await payer.getProposal({ proposalId })).voteStart + 1n);
    await payer.castVote({ proposalId, support: "FOR" });
    await stranger.queueProposal({ proposalId });
    await networkHelpers.time.increaseTo(
      (await payer.getProposal({ proposalId })).executableFrom ?? 0n,
    );
    await stranger.executeProposal({ proposalId });
    expect((await payer.getStaking()).worth).to.equal(AMOUNT);
    await networkHelpers.time.increase(AUTHORITY_DELAY);
    await stranger.executeAnnounced({ proposalId });

    expect((await payer.getStaking()).worth).to.equal((AMOUNT * 9n) / 10n);
  });

  it("stakes behind an operator, is paid by it, and leaves", async () => {
    const { sdk, contracts } = await loadSdk();
    const { payer, licensee } = sdk;
    const operator = contracts.licensee.address;
    await licensee.stake({ amount: AMOUNT });

    await payer.backOperator({ operator, amount: 9n * AMOUNT });
    await licensee.payBackers({ amount: FEES / 2n });
    await networkHelpers.time.increase(DRIP_PERIOD);

    const account = contracts.payer.address;
    const backing = { operator, standing: 9n * AMOUNT, thawing: 0n, rate: ONE, room: AMOUNT };
    expect(await payer.getBacking({ operator })).to.deep.equal({
      ...{ ...backing, account, shares: 9n * AMOUNT, worth: 9n * AMOUNT },
      ...{ claimable: EARNED, thaws: [] },
    });
    await payer.claimBackingRewards({ operator });
    const { id, end } = await payer.thawBacking({ operator, shares: AMOUNT });
    expect(await payer.getBacking({ operator })).to.deep.include({
      ...{ standing: 8n * AMOUNT, thawing: AMOUNT, claimable: 0n },
      thaws: [{ id, worth: AMOUNT, end }],
    });
    await networkHelpers.time.increase(THAW_PERIOD);
    await payer.withdrawBacking({ operator, id });
    expect(await payer.getBacking({ operator })).to.deep.include({ thawing: 0n, thaws: [] });
  });
});
