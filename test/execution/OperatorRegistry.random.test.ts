import { expect } from "chai";

import { ethers, latestTime, loadFixture, networkHelpers } from "../helpers/chain.ts";
import { deployOperators, ONE_SAHARA } from "../helpers/operators.ts";
import { createRandom } from "../helpers/random.ts";
import { createOperatorModel, OperatorRefusal } from "./operatorModel.ts";

const SEEDS = [20_261, 20_262, 20_263];
const STEPS = 120;
const DAY = 86_400;
const RATIO = 10n ** 17n;
const MAX_STEP = 10_000n * ONE_SAHARA;
const FAULT = `0x${"11".repeat(32)}`;

/** Stakes, backing, locks, slashes and withdrawals in random order, at random times, against a model of bigints. */
describe("OperatorRegistry against its model (OPR-1, OPR-3 to OPR-6, STK-10 to STK-12)", () => {
  for (const seed of SEEDS) {
    it(`agrees after each of ${STEPS} random steps (seed ${seed})`, async () => {
      const world = await loadFixture(deployOperators);
      const { operators, token, timelock, operator, otherOperator, reporter, slasher } = world;
      const { deployer, contributor: backer } = world;
      await token.connect(deployer).transfer(backer, 100n * MAX_STEP * BigInt(STEPS));
      await token.connect(backer).approve(operators, ethers.MaxUint256);
      const random = createRandom(seed);
      const actors = { operator, otherOperator } as const;
      const names = ["operator", "otherOperator"] as const;
      const model = createOperatorModel(names, RATIO);

      /** One step: how the chain takes it, and how the model does at the chain's time. */
      function draw() {
        const name = random.pick(names);
        const who = actors[name];
        const registry = operators.connect(who);
        const part = (whole: bigint) => random.upTo(whole + whole / 20n + 1n);
        const amount = random.magnitudeUpTo(MAX_STEP);
        const rewardBps = random.upTo(5_000n);
        return random.pick([
          () => ({
            send: () => registry.stake(who, amount),
            mirror: () => model.stake(name, amount),
          }),
          () => {
            const thawing = part(model.account(name).own);
            return {
              send: () => registry.requestUnstake(thawing),
              mirror: (now: bigint) => model.requestUnstake(name, thawing, now),
            };
          },
          () => ({
            send: () => registry.withdrawStake(who),
            mirror: (now: bigint) => model.withdraw(name, now),
          }),
          ...Array.from({ length: 3 }, () => () => {
            const revenue = random.upTo((model.totalOf(name) * 10n) / 4n + 1n);
            return {
              send: () => world.lock(revenue, who),
              mirror: (now: bigint) => model.lock(name, revenue, now),
            };
          }),
          () => {
            const slashed = part(model.totalOf(name) / 3n);
            return {
              send: () =>
                operators.connect(slasher).slash(who, slashed, rewardBps, reporter, FAULT),
              mirror: () => model.slash(name, slashed, rewardBps, "reporter"),
            };
          },
          () => {
            const backing = part(model.roomOf(name));
            return {
              send: () => operators.connect(backer).back(who, backing),
              mirror: () => model.back(name, backing),
            };
          },
          () => {
            const shares = part(model.account(name).shares);
            return {
              send: () => operators.connect(backer).thawBacking(who, shares),
              mirror: (now: bigint) => model.thawBacking(name, shares, now),
            };
          },
          () => {
            const id = random.below(model.account(name).thaws.length + 1);
            return {
              send: () => operators.connect(backer).withdrawBacking(who, id, backer),
              mirror: (now: bigint) => model.withdrawBacking(name, id, now),
            };
          },
          () => ({
            send: () => operators.connect(reporter).withdrawReward(reporter),
            mirror: () => model.withdrawReward("reporter"),
          }),
          () => ({
            send: () => operators.releaseToTreasury(),
            mirror: () => model.withdrawReward("treasury"),
          }),
        ])();
      }

      async function compare() {
        const now = await latestTime();
        for (const name of names) {
          const account = actors[name];
          const { own, thawing, thawEnd, ...state } = model.account(name);
          const stake = model.totalOf(name);
          expect(await operators.operatorOf(account)).to.deep.equal([stake, thawing, thawEnd, 0n]);
          const { backing, releasing, lost, shares } = state;
          expect(await operators.backingOf(account)).to.deep.equal([
            ...[backing, releasing, 10n ** 18n - lost],
            shares,
          ]);
          expect(await operators.lockedOf(account)).to.equal(model.lockedOf(name, now));
          expect(await operators.capacityIn(account, token)).to.equal(model.capacityOf(name, now));
          expect(thawing <= own).to.be.true;
        }
        expect(await operators.rewardOf(reporter)).to.equal(model.rewardOf("reporter"));
        expect(await operators.rewardOf(timelock)).to.equal(model.rewardOf("treasury"));
        expect(await token.balanceOf(operators)).to.equal(model.owed());
      }

      let refused = 0;
      for (let step = 0; step < STEPS; step++) {
        const { send, mirror } = draw();
        const now =
          (await latestTime()) + BigInt(1 + random.below(random.pick([10, DAY, 9 * DAY])));
        await networkHelpers.time.setNextBlockTimestamp(now);
        try {
          mirror(now);
          await send();
        } catch (error) {
          if (!(error instanceof OperatorRefusal)) throw error;
          refused++;
          await expect(send()).to.be.revertedWithCustomError(operators, error.message);
        }
        await compare();
      }
      expect(refused)
        .to.be.greaterThan(0)
        .and.lessThan(STEPS / 2);
    });
  }
});
