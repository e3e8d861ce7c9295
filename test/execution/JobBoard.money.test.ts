import { expect } from "chai";
import type { BaseContract, Interface } from "ethers";

import type { JobBoard } from "../../typechain-types/index.js";
import { SAHARA_BIT } from "../helpers/assets.ts";
import { ethers } from "../helpers/chain.ts";
import type { TestToken } from "../helpers/deployToken.ts";
import {
  AMOUNT,
  BOND,
  DAY,
  DELIVERY,
  loadJobs,
  NOBODY,
  REWARD,
  sharesOf,
  STATE,
} from "./deployJobs.ts";

const PROTOCOL = 0n;
const [RETURN_FALSE, REVERT, PRETEND, TAKE_BACK, OVERSTATE] = [1n, 2n, 3n, 4n, 5n] as const;
const MOODS = [
  ["says no", RETURN_FALSE],
  ["fails", REVERT],
  ["moves nothing and says that it did", PRETEND],
  ["takes instead of giving", TAKE_BACK],
] as const;

/** Who refuses a token in that mood, and with which error. */
function refusalOf(mood: bigint, board: JobBoard, token: TestToken): [BaseContract, string] {
  if (mood === REVERT) return [token, "MoodyToken_Refused"];
  return [board, mood === RETURN_FALSE ? "SafeERC20FailedOperation" : "JobBoard_NothingFunded"];
}

/** A job that was accepted, so that everybody is owed something. */
async function withAccepted() {
  const jobs = await loadJobs();
  const jobId = await jobs.postDelivered();
  await jobs.board.connect(jobs.client).accept(jobId);
  return { ...jobs, jobId };
}

/** A listed token of test/tokens that the client has; jobs in it use no asset. */
async function withToken(name: string, ...args: unknown[]) {
  const jobs = await loadJobs();
  // By its own name, so that its errors are known.
  const odd = (await ethers.deployContract(name, args)) as unknown as TestToken;
  await jobs.ledger.connect(jobs.council).listCurrency(odd);
  await odd.mint(jobs.client, 10n * REWARD);
  await odd.connect(jobs.client).approve(jobs.board, ethers.MaxUint256);
  const oddAddress = await odd.getAddress();
  return { ...jobs, odd, options: { token: oddAddress, assetId: 0n, assetBps: 0n } };
}

const setMood = async (token: TestToken, mood: bigint) => {
  const moody = await ethers.getContractAt("MoodyToken", await token.getAddress());
  await moody.getFunction("setMood")(mood);
};

describe("JobBoard", () => {
  describe("withdraw", () => {
    it("pays all that the caller is owed, to whom it names", async () => {
      const { board, token, operator, stranger, currency, creditOf } = await withAccepted();
      const { toOperator } = sharesOf(AMOUNT);
      const withdrawing = board.connect(operator).withdraw(currency, stranger);

      await expect(withdrawing).to.changeTokenBalances(
        ethers,
        token,
        [board, stranger],
        [-toOperator, toOperator],
      );
      await expect(withdrawing)
        .to.emit(board, "CreditWithdrawn")
        .withArgs(operator, currency, stranger, toOperator);
      expect(await creditOf(operator)).to.equal(0n);
    });

    it("returns what it paid, and does nothing when nothing is owed (JOB-2)", async () => {
      const { board, operator, currency } = await withAccepted();
      const asOperator = board.connect(operator);
      const { toOperator } = sharesOf(AMOUNT);
      expect(await asOperator.withdraw.staticCall(currency, operator)).to.equal(toOperator);
      await asOperator.withdraw(currency, operator);

      expect(await asOperator.withdraw.staticCall(currency, operator)).to.equal(0n);
      await expect(asOperator.withdraw(currency, operator)).not.to.emit(board, "CreditWithdrawn");
    });

    it("refuses the zero address", async () => {
      const { board, operator, currency } = await withAccepted();

      await expect(
        board.connect(operator).withdraw(currency, NOBODY),
      ).to.be.revertedWithCustomError(board, "JobBoard_ZeroRecipient");
    });
  });

  describe("passRevenue", () => {
    it("pays the ledger for the asset and for the protocol", async () => {
      const { board, ledger, token, dataset, currency, revenueOf } = await withAccepted();
      const { fee, toAsset } = sharesOf(AMOUNT);

      for (const [assetId, earned] of [
        [dataset, toAsset],
        [PROTOCOL, fee],
      ] as const) {
        const passing = board.passRevenue(assetId, currency);
        await expect(passing).to.changeTokenBalances(
          ethers,
          token,
          [board, ledger],
          [-earned, earned],
        );
        await expect(passing).to.emit(board, "RevenuePassed").withArgs(assetId, currency, earned);
        await expect(passing)
          .to.emit(ledger, "Paid")
          .withArgs(assetId, currency, board, earned, ethers.ZeroHash);
        expect(await revenueOf(assetId)).to.equal(0n);
      }
    });

    it("does nothing when nothing was earned", async () => {
      const { board, dataset, currency } = await loadJobs();

      expect(await board.passRevenue.staticCall(dataset, currency)).to.equal(0n);
      await expect(board.passRevenue(dataset, currency)).not.to.emit(board, "RevenuePassed");
    });

    it("waits for a frozen asset, which holds up nobody else (JOB-11)", async () => {
      const { board, ledger, arbiter, operator, client, dataset, currency, ...rest } =
        await loadJobs();
      const jobId = await rest.postDelivered();
      await ledger.connect(arbiter).freeze(dataset, (await rest.now()) + DAY);
      await board.connect(client).accept(jobId);
      const { toAsset, toOperator, fee } = sharesOf(AMOUNT);

      await expect(board.passRevenue(dataset, currency))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_Frozen")
        .withArgs(dataset);
      expect(await rest.revenueOf(dataset)).to.equal(toAsset);
      await expect(board.passRevenue(PROTOCOL, currency))
        .to.emit(board, "RevenuePassed")
        .withArgs(PROTOCOL, currency, fee);
      await expect(board.connect(operator).withdraw(currency, operator))
        .to.emit(board, "CreditWithdrawn")
        .withArgs(operator, currency, operator, toOperator);
      await ledger.connect(arbiter).thaw(dataset);
      await board.passRevenue(dataset, currency);
      expect(await rest.revenueOf(dataset)).to.equal(0n);
    });

    it("passes what a ceiling leaves room for, and keeps the rest (REV-11)", async () => {
      const { board, ledger, token, payer, client, dataset, currency, ...rest } = await loadJobs();
      const ceiling = 100_000n;
      const capped = await rest.registerDerivative({
        parents: [
          {
            assetId: dataset,
            royaltyBps: 0n,
            terms: { revenueCeiling: ceiling, currency },
          },
        ],
        currencies: SAHARA_BIT,
      });
      await ledger.connect(payer).pay(capped, token, 40_000n, ethers.ZeroHash);
      const jobId = await rest.postDelivered({ assetId: capped });
      await board.connect(client).accept(jobId);
      const { toAsset } = sharesOf(AMOUNT);
      await board.passRevenue(capped, currency);

      expect(await rest.revenueOf(capped)).to.equal(toAsset - 60_000n);
      expect((await ledger.streamOf(capped, currency)).accrued).to.equal(ceiling);
      expect(await board.passRevenue.staticCall(capped, currency)).to.equal(0n);
    });

    it("hears no callback but the ledger's", async () => {
      const { board, operator, currency } = await withAccepted();

      await expect(board.connect(operator).onCollect(board, currency, 1n))
        .to.be.revertedWithCustomError(board, "JobBoard_NotLedger")
        .withArgs(operator);
    });
  });

  describe("odd tokens", () => {
    it("funds what arrives of a token that takes a fee (JOB-1)", async () => {
      const { board, client, operator, odd, options, post, jobOf, creditOf } = await withToken(
        "FeeToken",
        100n,
      );
      const arrived = REWARD - REWARD / 100n;
      const jobId = await post(options);
      expect((await jobOf(jobId)).funded).to.equal(arrived);
      await board.connect(operator).take(jobId);

      await expect(
        board.connect(operator).deliver(jobId, operator, { ...DELIVERY, amount: REWARD }, "0x"),
      )
        .to.be.revertedWithCustomError(board, "JobBoard_AmountAboveFunded")
        .withArgs(REWARD, arrived);
      await board.connect(operator).concede(jobId);
      expect(await creditOf(client, options.token)).to.equal(arrived);
      expect(await odd.balanceOf(board)).to.equal(arrived);
    });

    it("returns of a bond what arrived of it (JOB-1)", async () => {
      const { board, client, operator, options, postDisputed, jobOf, creditOf } = await withToken(
        "FeeToken",
        100n,
      );
      const jobId = await postDisputed(options);
      const bond = BOND - BOND / 100n;
      expect((await jobOf(jobId)).bond).to.equal(bond);
      await board.connect(operator).concede(jobId);

      expect(await creditOf(client, options.token)).to.equal(REWARD - REWARD / 100n + bond);
    });

    it("works with a token that returns nothing", async () => {
      const { board, client, operator, odd, options, postDelivered, creditOf } =
        await withToken("NoReturnToken");
      await board.connect(client).accept(await postDelivered(options));
      const owed = await creditOf(operator, options.token);
      await board.connect(operator).withdraw(options.token, operator);
      await board.passRevenue(PROTOCOL, options.token);

      expect(await odd.balanceOf(operator)).to.equal(owed);
      expect(await odd.balanceOf(board)).to.equal(REWARD - AMOUNT);
    });

    it("lets a blocked operator hold up nobody else (JOB-11)", async () => {
      const { board, client, operator, odd, options, postDelivered, creditOf, stateOf } =
        await withToken("BlocklistToken");
      const jobId = await postDelivered(options);
      const blocklist = await ethers.getContractAt("BlocklistToken", options.token);
      await blocklist.getFunction("setBlocked")(operator, true);
      await board.connect(client).accept(jobId);
      await board.connect(client).withdraw(options.token, client);

      expect(await stateOf(jobId)).to.equal(STATE.closed);
      expect(await odd.balanceOf(client)).to.equal(10n * REWARD - AMOUNT);
      await expect(board.connect(operator).withdraw(options.token, operator))
        .to.be.revertedWithCustomError(blocklist, "BlocklistToken_Blocked")
        .withArgs(operator);
      expect(await creditOf(operator, options.token)).to.equal(AMOUNT - sharesOf(AMOUNT).fee);
    });

    for (const [behaviour, mood] of MOODS) {
      it(`refuses to be funded by a token that ${behaviour} (JOB-1)`, async () => {
        const { board, client, odd, options, specify } = await withToken("MoodyToken");
        await setMood(odd, mood);

        await expect(
          board.connect(client).post(await specify(options)),
        ).to.be.revertedWithCustomError(...refusalOf(mood, board, odd));
      });
    }

    it("counts no more than the reward of a token that overstates balances (JOB-1)", async () => {
      const { odd, options, post, jobOf } = await withToken("MoodyToken");
      await setMood(odd, OVERSTATE);

      expect((await jobOf(await post(options))).funded).to.equal(REWARD);
    });
  });

  describe("re-entry (JOB-12)", () => {
    /** A token that calls the board in the middle of every transfer. */
    async function withCallback() {
      const jobs = await withToken("CallbackToken");
      const hook = await ethers.getContractAt("CallbackToken", jobs.options.token);
      const call = async (data: string) => {
        await hook.getFunction("callOnTransfer")(jobs.board, data);
      };
      const outcome = async () => ({
        succeeded: (await hook.getFunction("lastCallSucceeded")()) as boolean,
        returned: (await hook.getFunction("lastReturned")()) as string,
      });
      // Methods are chosen by name.
      const { interface: untyped }: { interface: Interface } = jobs.board;
      const encode = (method: string, args: unknown[]) => untyped.encodeFunctionData(method, args);
      return { ...jobs, call, encode, outcome };
    }

    const REENTRANT = ethers.id("ReentrancyGuardReentrantCall()").slice(0, 10);

    for (const method of [
      "acceptSilent",
      "timeOut",
      "lapse",
      "cancel",
      "accept",
      "concede",
    ] as const) {
      it(`refuses ${method} while a job is funded, a bond taken or a credit paid`, async () => {
        const { board, client, operator, options, call, encode, outcome, ...rest } =
          await withCallback();
        const jobId = await rest.postDelivered(options);
        await call(encode(method, [jobId]));
        const steps = [
          async () => await rest.post(options),
          async () => await board.connect(client).dispute(jobId, ethers.id("reasons")),
          async () => {
            await call(encode(method, [jobId]));
            await board.connect(operator).concede(jobId);
            await board.connect(client).withdraw(options.token, client);
          },
        ];

        for (const step of steps) {
          await step();
          expect(await outcome()).to.deep.equal({ succeeded: false, returned: REENTRANT });
        }
      });
    }

    it("refuses to pay or to pass twice", async () => {
      const { board, client, operator, odd, options, call, encode, outcome, ...rest } =
        await withCallback();
      await board.connect(client).accept(await rest.postDelivered(options));
      for (const data of [
        encode("withdraw", [options.token, operator.address]),
        encode("passRevenue", [PROTOCOL, options.token]),
      ]) {
        await call(data);
        await rest.post(options);
        expect(await outcome()).to.deep.equal({ succeeded: false, returned: REENTRANT });
      }
      await board.passRevenue(PROTOCOL, options.token);

      expect(await outcome()).to.deep.equal({ succeeded: false, returned: REENTRANT });
      const owed = await rest.creditOf(operator, options.token);
      expect(await odd.balanceOf(board)).to.equal(owed + REWARD - AMOUNT + 2n * REWARD);
    });
  });
});
