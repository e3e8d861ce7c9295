import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import type { AddressLike, Result, Wallet } from "ethers";

import type { IJobBoard } from "../../typechain-types/contracts/interfaces/IJobBoard.js";
import type { OperatorRegistry } from "../../typechain-types/index.js";
import { NATIVE_BIT, SAHARA_BIT } from "../helpers/assets.ts";
import { ethers, loadFixture, networkHelpers } from "../helpers/chain.ts";
import { loadSahara, type SaharaFixture } from "../helpers/deploySahara.ts";
import { addOperatorKey } from "../helpers/operators.ts";
import { domainOf, TYPES } from "../helpers/typedData.ts";

export type JobSpec = IJobBoard.JobSpecStruct;
export type Delivery = IJobBoard.DeliveryStruct;

export const KIND = { training: 0n, batchInference: 1n, computeToData: 2n } as const;
export const STATE = {
  none: 0n,
  open: 1n,
  taken: 2n,
  delivered: 3n,
  disputed: 4n,
  closed: 5n,
} as const;
export const CAN = { serve: 1n, train: 2n, inferBatch: 4n, computeToData: 8n } as const;
export const CAN_ALL = 15n;

export const NOBODY = ethers.ZeroAddress;
export const NO_SIGNATURE = "0x";
export const HOUR = 3_600n;
export const DAY = 24n * HOUR;
export const REWARD = 1_000_003n;
/** What the delivery asks for: odd, so that divisions leave something over. */
export const AMOUNT = 700_001n;
export const FEE_BPS = 250n;
export const ASSET_BPS = 3_000n;
export const RULING_PERIOD = 14n * DAY;
/** Ten percent of AMOUNT, rounded up. */
export const BOND = 70_001n;
/** More than any registry of operators asks for. */
const STAKE = 10n ** 24n;

export const DELIVERY: Delivery = {
  resultRoot: ethers.id("result"),
  reportRoot: ethers.id("report"),
  amount: AMOUNT,
};

export type Jobs = Awaited<ReturnType<typeof deployJobs>>;

/** How `AMOUNT`, or another sum, is shared. */
export function sharesOf(paid: bigint, assetBps = ASSET_BPS, feeBps = FEE_BPS) {
  const fee = (paid * feeBps) / 10_000n;
  const toAsset = ((paid - fee) * assetBps) / 10_000n;
  return { fee, toAsset, toOperator: paid - fee - toAsset };
}

/**
 * The board with a usage fee of FEE_BPS, a data set of `owner`, a `client` and two operators that can do everything,
 * each with a key. The client has approved the board. `arbiter` has its role.
 */
export async function deployJobs() {
  const sahara = await loadSahara();
  const { payer: client, contributor: operator, otherContributor: otherOperator } = sahara;
  const { jobs: board, operators } = sahara;
  await sahara.appointArbiter();
  await setUsageFee(sahara, FEE_BPS);
  await sahara.token.connect(client).approve(board, ethers.MaxUint256);

  const currency = await sahara.token.getAddress();
  const dataset = await sahara.registerAsset({ currencies: NATIVE_BIT | SAHARA_BIT });
  const [key, otherKey] = ["key", "other key"].map((name) => new ethers.Wallet(ethers.id(name)));
  await enlist(sahara, operators, operator, key!);
  await enlist(sahara, operators, otherOperator, otherKey!);

  const now = async () => BigInt(await networkHelpers.time.latest());

  /** A training job that any operator may take; the tests name what differs. */
  async function specify(options: Partial<JobSpec> = {}): Promise<JobSpec> {
    return {
      kind: KIND.training,
      assetId: dataset,
      assetBps: ASSET_BPS,
      token: currency,
      operator: NOBODY,
      race: false,
      reward: REWARD,
      deliverBy: (await now()) + DAY,
      reviewPeriod: HOUR,
      specRoot: ethers.id("specification"),
      ...options,
    };
  }

  /** Posts a job of the client and returns its id. */
  async function post(options: Partial<JobSpec> = {}): Promise<bigint> {
    await board.connect(client).post(await specify(options));
    return await board.jobCount();
  }

  /** Posts a job that `operator` has. */
  async function postTaken(options: Partial<JobSpec> = {}): Promise<bigint> {
    const jobId = await post(options);
    await board.connect(operator).take(jobId);
    return jobId;
  }

  /** Posts a job that `operator` delivered. */
  async function postDelivered(options: Partial<JobSpec> = {}, delivery = DELIVERY) {
    const jobId = await postTaken(options);
    await board.connect(operator).deliver(jobId, operator, delivery, NO_SIGNATURE);
    return jobId;
  }

  /** Posts a job whose delivery the client disputes. */
  async function postDisputed(options: Partial<JobSpec> = {}): Promise<bigint> {
    const jobId = await postDelivered(options);
    await board.connect(client).dispute(jobId, ethers.id("reasons"));
    return jobId;
  }

  /** The report of a delivery, signed by a key. */
  async function signReport(
    signer: Wallet,
    jobId: bigint,
    by: HardhatEthersSigner,
    delivery = DELIVERY,
  ): Promise<string> {
    const report = { jobId, operator: by.address, ...delivery };
    return await signer.signTypedData(await domainOf(board), TYPES.jobReport, report);
  }

  const jobOf = async (jobId: bigint) => await board.jobOf(jobId);
  /** The job as a plain object. */
  const readJob = async (jobId: bigint) => {
    const job: unknown = await board.jobOf(jobId);
    // The generated types do not say that structs are results of ethers.
    return (job as Result).toObject();
  };
  const stateOf = async (jobId: bigint) => (await board.jobOf(jobId)).state;
  const creditOf = async (account: AddressLike, token = currency) =>
    await board.creditOf(account, token);
  const revenueOf = async (assetId: bigint, token = currency) =>
    await board.revenueOf(assetId, token);
  /** Moves the clock so that the next block is at `time`. */
  const nextAt = async (time: bigint) => {
    await networkHelpers.time.setNextBlockTimestamp(time);
  };

  return {
    ...sahara,
    ...{ board, operators, client, operator, otherOperator, key: key!, otherKey: otherKey! },
    ...{ currency, dataset, now, nextAt, specify, post, postTaken, postDelivered, postDisputed },
    ...{ signReport, jobOf, readJob, stateOf, creditOf, revenueOf },
    enlist: async (account: HardhatEthersSigner, wallet: Wallet, capabilities = CAN_ALL) => {
      await enlist(sahara, operators, account, wallet, capabilities);
    },
    setUsageFee: async (bps: bigint) => {
      await setUsageFee(sahara, bps);
    },
  };
}

export const loadJobs = async (): Promise<Jobs> => await loadFixture(deployJobs);

/** Makes an account an operator with stake and a key. */
async function enlist(
  { token, deployer }: SaharaFixture,
  operators: OperatorRegistry,
  account: HardhatEthersSigner,
  key: Wallet,
  capabilities = CAN_ALL,
): Promise<void> {
  await token.connect(deployer).approve(operators, STAKE);
  await operators.connect(deployer).stake(account, STAKE);
  await operators.connect(account).setProfile(capabilities, "", ethers.ZeroHash);
  await addOperatorKey(operators, account, key);
}

async function setUsageFee(sahara: SaharaFixture, bps: bigint): Promise<void> {
  await sahara.parameters.connect(await sahara.getTimelockSigner()).setUsageFee(bps);
}
