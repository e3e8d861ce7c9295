import { expect } from "chai";
import type { Interface } from "ethers";

import { ethers, networkHelpers, provider } from "../helpers/chain.ts";
import { deployToken, type TestToken } from "../helpers/deployToken.ts";
import { createRandom, type Random } from "../helpers/random.ts";
import { readRevertData } from "../invariants/revertData.ts";
import { type Jobs, loadJobs, STATE } from "./deployJobs.ts";
import { BoardModel, JobRefusal } from "./jobModel.ts";
import { createJobOperations, type JobEconomy, type JobOperation } from "./jobOperations.ts";

const SEEDS = [1, 2, 3];
const OPERATIONS_PER_SEED = 1_000;
const STEPS_BETWEEN_FULL_CHECKS = 50;
const FEE_BPS = 137n;
/** More than all rewards and bonds of a run together. */
const WEALTH = 10n ** 30n;
const ALL_FOUR_CURRENCIES = 0b1111n;
const GAS = "0xf00000";

describe("JobBoard, against a bigint model", function () {
  this.timeout(120_000);

  const given = process.env.SAHARA_SEED;
  for (const seed of given === undefined ? SEEDS : [Number(given)]) {
    it(`agrees with it after each of ${OPERATIONS_PER_SEED} random operations (JOB-1 to JOB-8, SAHARA_SEED=${seed})`, async () => {
      const random = createRandom(seed);
      const economy = await buildJobEconomy();
      const makeOperation = createJobOperations(await separatorOf(economy));
      let now = BigInt(await networkHelpers.time.latest());
      const seen = new Set<bigint>();
      let refused = 0;
      for (let step = 1; step <= OPERATIONS_PER_SEED; step++) {
        now += secondsUntilNext(random);
        const operation = makeOperation(economy, random, now);
        try {
          if (!(await perform(economy, operation, now))) refused++;
          for (const { state } of economy.model.jobs) seen.add(state);
          await compareBalances(economy);
          if (step % STEPS_BETWEEN_FULL_CHECKS === 0) await compareAll(economy);
        } catch (error) {
          const place = `seed ${seed}, step ${step}, ${operation.label}`;
          throw new Error(`${place}: ${String(error)}`, { cause: error });
        }
      }
      await compareAll(economy);
      expect(refused).to.be.lessThan(OPERATIONS_PER_SEED / 2);
      expect([...seen].sort()).to.deep.equal(Object.values(STATE).slice(1));
    });
  }
});

/** Two tokens, of which one takes a fee on transfer; three operators and somebody else; everybody is rich. */
async function buildJobEconomy(): Promise<JobEconomy> {
  const jobs = await loadJobs();
  const { client, operator, otherOperator, stranger, board, ledger } = jobs;
  await jobs.enlist(client, new ethers.Wallet(ethers.id("client")));
  const tokens = await listTokens(jobs);
  const dataset = await jobs.registerAsset({ currencies: ALL_FOUR_CURRENCIES });
  const people = [client, operator, otherOperator, stranger];
  for (const person of people) {
    for (const token of tokens) {
      await token.mint(person, WEALTH);
      await token.connect(person).approve(board, ethers.MaxUint256);
    }
  }
  const addresses = await Promise.all(tokens.map((token) => token.getAddress()));
  const operators = new Set([client, operator, otherOperator].map(({ address }) => address));
  const model = new BoardModel(operators, new Map([[addresses[1]!, FEE_BPS]]));
  model.feeBps = await jobs.parameters.usageFeeBps();
  return {
    ...jobs,
    dataset,
    model,
    tokens: addresses,
    erc20s: new Map(tokens.map((token, index) => [addresses[index]!, token])),
    people: people.map(({ address }) => address),
    addresses: {
      board: await board.getAddress(),
      ledger: await ledger.getAddress(),
      parameters: await jobs.parameters.getAddress(),
      arbiter: jobs.arbiter.address,
      admin: (await jobs.getTimelockSigner()).address,
    },
  };
}

async function listTokens({ ledger, council }: Jobs): Promise<TestToken[]> {
  const tokens = [await deployToken("PlainToken", 18), await deployToken("FeeToken", FEE_BPS)];
  for (const token of tokens) await ledger.connect(council).listCurrency(token);
  return tokens;
}

async function separatorOf({ board }: JobEconomy): Promise<string> {
  const { name, version, chainId, verifyingContract } = await board.eip712Domain();
  return ethers.TypedDataEncoder.hashDomain({ name, version, chainId, verifyingContract });
}

/** Mostly little time passes; now and then a review period does, seldom a dispute's. */
function secondsUntilNext(random: Random): bigint {
  if (random.oneIn(150)) return random.upTo(16n * 86_400n) + 1n;
  if (random.oneIn(10)) return random.upTo(12n * 3_600n) + 1n;
  return random.upTo(300n) + 1n;
}

/** Does an operation on chain and to the model, and returns whether it was accepted; both must say the same. */
async function perform(economy: JobEconomy, operation: JobOperation, now: bigint) {
  const refusal = applyToModel(operation, now);
  await networkHelpers.time.setNextBlockTimestamp(now);
  const data = await send(operation);
  const expected = refusal === undefined ? "accepted" : encodeRefusal(economy, refusal);
  expect(data, refusal?.message).to.equal(expected);
  return refusal === undefined;
}

function applyToModel({ apply }: JobOperation, now: bigint): JobRefusal | undefined {
  try {
    apply(now);
  } catch (error) {
    if (!(error instanceof JobRefusal)) throw error;
    return error;
  }
  return undefined;
}

async function send({ from, to, data }: JobOperation): Promise<string> {
  try {
    const transaction = { from, to, data, gas: GAS };
    await provider.request({ method: "eth_sendTransaction", params: [transaction] });
    return "accepted";
  } catch (error) {
    return readRevertData(error);
  }
}

function encodeRefusal(economy: JobEconomy, { refuser, error, values }: JobRefusal): string {
  const untyped: Interface = economy[refuser].interface;
  return untyped.encodeErrorResult(error, values);
}

/* WHAT MUST HOLD */

/** The board holds what the model says: open jobs with their bonds, credits, and revenue (JOB-1). */
async function compareBalances({ model, erc20s, addresses }: JobEconomy): Promise<void> {
  for (const [token, erc20] of erc20s) {
    const held = model.heldFor(token) + model.credits.totalOf(token) + model.revenue.totalOf(token);
    expect(held).to.equal(model.balanceOf(token), "held");
    expect(await erc20.balanceOf(addresses.board)).to.equal(held, "balance");
  }
}

async function compareAll(economy: JobEconomy): Promise<void> {
  const { model, board, readJob, ledger, tokens, people, dataset } = economy;
  expect(await board.jobCount()).to.equal(BigInt(model.jobs.length));
  for (const [index, job] of model.jobs.entries()) {
    expect(await readJob(BigInt(index) + 1n), `job ${index + 1}`).to.deep.equal(job);
  }
  for (const token of tokens) {
    for (const person of people) {
      expect(await board.creditOf(person, token)).to.equal(model.credits.get(person, token));
    }
    for (const assetId of [0n, dataset]) {
      expect(await board.revenueOf(assetId, token)).to.equal(model.revenue.get(assetId, token));
      const { accrued } = await ledger.streamOf(assetId, token);
      expect(accrued).to.equal(model.accrued.get(assetId, token));
    }
  }
}
