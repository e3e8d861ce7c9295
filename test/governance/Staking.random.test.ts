import { expect } from "chai";

import { latestTime, networkHelpers } from "../helpers/chain.ts";
import { createRandom } from "../helpers/random.ts";
import { ONE_SAHARA } from "../helpers/operators.ts";
import { DAY, loadStaking } from "./deployStaking.ts";
import { createStakingModel, StakingRefusal } from "./stakingModel.ts";

const SEEDS = [20_261, 20_262];
const STEPS = 120;
const MAX_STEP = 1_000_000n * ONE_SAHARA;

/** Stakes, thaws, slashes, votes, fees and claims in random order, at random times, against a model of bigints. */
describe("StakingPool and StakingRewards against their model (STK-1 to STK-7)", () => {
  for (const seed of SEEDS) {
    it(`agree after each of ${STEPS} random steps (seed ${seed})`, async () => {
      const world = await loadStaking();
      const { pool, rewards, token, alice, bob, carol } = world;
      const random = createRandom(seed);
      const actors = { alice, bob, carol } as const;
      const names = ["alice", "bob", "carol"] as const;
      const model = createStakingModel(names);
      const donated = 12_345n;
      await token.connect(alice).transfer(pool, donated);

      /** One step: how the chain takes it, and how the model does at the chain's time. */
      function draw() {
        const name = random.pick(names);
        const other = random.pick(names);
        const who = actors[name];
        const part = (whole: bigint) => random.upTo(whole + whole / 20n + 1n);
        const amount = random.magnitudeUpTo(MAX_STEP);
        const receipts = part(model.account(name).receipts / 2n);
        return random.pick([
          ...Array.from({ length: 2 }, () => () => ({
            send: () => world.stake(who, amount),
            mirror: (now: bigint) => model.stake(name, amount, now),
          })),
          () => ({
            send: () => pool.connect(who).transfer(actors[other], receipts),
            mirror: (now: bigint) => model.transfer(name, other, receipts, now),
          }),
          () => ({
            send: () => pool.connect(who).requestUnstake(receipts),
            mirror: (now: bigint) => model.requestUnstake(name, receipts, now),
          }),
          ...Array.from({ length: 2 }, () => () => {
            const id = random.below(model.account(name).thaws.length + 1);
            return {
              send: () => pool.connect(who).withdraw(id, who),
              mirror: (now: bigint) => model.withdraw(name, id, now),
            };
          }),
          () => {
            const bps = 1n + random.upTo(2_999n);
            return {
              send: () => world.slash(bps),
              mirror: (now: bigint) => model.slash(bps, now),
            };
          },
          () => ({
            send: () => pool.connect(who).delegate(actors[other]),
            mirror: () => model.delegate(name, other),
          }),
          () => ({
            // Half of the fees are the stakers'.
            send: () => world.payFees(2n * amount),
            mirror: () => model.payFees(amount),
          }),
          () => ({
            send: () => rewards.harvest(token),
            mirror: (now: bigint) => model.harvest(now),
          }),
          () => ({
            send: () => world.claim(who, token),
            mirror: (now: bigint) => model.claim(name, now),
          }),
        ])();
      }

      async function compare() {
        const { rate, staked, deposited, withdrawn, slashed, harvested, paid } = model.totals();
        expect(await pool.rate()).to.equal(rate);
        expect(await pool.staked()).to.equal(staked);
        expect(await token.balanceOf(pool)).to.equal(staked + donated);
        expect(staked).to.equal(deposited - withdrawn - slashed);
        expect(model.allOwed() <= staked).to.equal(true);
        let votes = 0n;
        for (const name of names) {
          const { receipts, debt } = model.account(name);
          expect(await pool.balanceOf(actors[name])).to.equal(receipts);
          expect(await pool.getVotes(actors[name])).to.equal(model.votesOf(name));
          expect(await rewards.debtOf(actors[name], token)).to.equal(debt);
          votes += model.votesOf(name);
        }
        expect(votes <= staked).to.equal(true);
        const drip = await rewards.dripOf(token);
        const { left, last, end, perShare, rest } = model.drip;
        expect(drip).to.deep.equal([left, last, end, perShare, rest, harvested, paid]);
        expect(paid <= harvested).to.equal(true);
        expect(await token.balanceOf(rewards)).to.equal(harvested - paid);
      }

      let refused = 0;
      for (let step = 0; step < STEPS; step++) {
        const { send, mirror } = draw();
        const now =
          (await latestTime()) + BigInt(1 + random.below(random.pick([10, 2, 20]) * Number(DAY)));
        await networkHelpers.time.setNextBlockTimestamp(now);
        try {
          mirror(now);
          await send();
        } catch (error) {
          if (!(error instanceof StakingRefusal)) throw error;
          refused++;
          const contract = error.message.startsWith("StakingRewards") ? rewards : pool;
          await expect(send()).to.be.revertedWithCustomError(contract, error.message);
        }
        await compare();
      }
      expect(refused)
        .to.be.greaterThan(0)
        .and.lessThan(STEPS / 2);
    });
  }
});
