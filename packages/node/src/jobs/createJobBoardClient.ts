import { createDigests, fromHex, jobsDomain, parseAddress, type Signatures } from "@sahara/sdk";
import { ZeroAddress, ZeroHash } from "ethers";

import type { IJobBoard } from "../../../../typechain-types/contracts/interfaces/IJobBoard.ts";
import type { Sender } from "../chain/createSender.ts";
import { JOB_KINDS, JOB_STATES, type JobBoardClient, type PostedJob } from "./JobBoardClient.ts";

export type JobBoardClientDeps = {
  /** Connected to a provider. */
  board: IJobBoard;
  operator: string;
  /** Signs reports and sends them; one of the operator's keys, or its own. */
  sender: Pick<Sender, "wallet" | "send">;
  /** Sends for the operator itself, who alone can take jobs. */
  operatorSender: Pick<Sender, "send"> | undefined;
  signatures: Signatures;
  /** Most blocks that one request for logs covers. */
  blockRange: number;
  /** Blocks that must follow one before its jobs count. */
  confirmations: number;
};

/** Reads and writes the board on the chain. */
export async function createJobBoardClient({
  board,
  operator,
  sender,
  operatorSender,
  signatures,
  blockRange,
  confirmations,
}: JobBoardClientDeps): Promise<JobBoardClient> {
  const provider = board.runner?.provider ?? undefined;
  if (provider === undefined) throw new Error("The board must be connected to a provider.");
  const address = parseAddress(await board.getAddress(), "board");
  const { chainId } = await provider.getNetwork();
  const digests = createDigests(jobsDomain(chainId, address), signatures);
  const operatorAddress = parseAddress(operator, "operator");

  return {
    chainId,
    address: address.toLowerCase(),
    operator: operator.toLowerCase(),
    canTake: operatorSender !== undefined,

    async readPosted(fromBlock) {
      const latest = (await provider.getBlockNumber()) - confirmations;
      const toBlock = Math.min(latest, fromBlock + blockRange - 1);
      if (toBlock < fromBlock) return { jobs: [], nextBlock: fromBlock };
      const logs = await board.queryFilter(board.filters.JobPosted(), fromBlock, toBlock);
      const jobs = logs.map(({ args }) => toPostedJob(args));
      return { jobs, nextBlock: toBlock + 1 };
    },

    async readStatus(jobId) {
      const job = await board.jobOf(jobId);
      return {
        state: memberOf(JOB_STATES, job.state),
        operator: unlessZero(job.operator, ZeroAddress),
        resultRoot: unlessZero(job.resultRoot, ZeroHash),
      };
    },

    async readTime() {
      const block = await provider.getBlock("latest");
      if (block === null) throw new Error("The chain has no block.");
      return block.timestamp;
    },

    async take(jobId) {
      if (operatorSender === undefined) {
        throw new Error("cannot happen: asked to take without a key");
      }
      await operatorSender.send((signer) => board.connect(signer).take(jobId));
    },

    async deliver(jobId, delivery) {
      const digest = digests.digest("JobReport", { jobId, operator: operatorAddress, ...delivery });
      const signature = signatures.sign(digest, fromHex(sender.wallet.privateKey));
      await sender.send((signer) =>
        board.connect(signer).deliver(jobId, operator, delivery, signature),
      );
    },
  };
}

type PostedArguments = {
  jobId: bigint;
  client: string;
  spec: IJobBoard.JobSpecStructOutput;
  funded: bigint;
};

function toPostedJob({ jobId, client, spec, funded }: PostedArguments): PostedJob {
  return {
    jobId,
    kind: memberOf(JOB_KINDS, spec.kind),
    client: client.toLowerCase(),
    operator: unlessZero(spec.operator, ZeroAddress),
    race: spec.race,
    token: spec.token.toLowerCase(),
    funded,
    deliverBy: Number(spec.deliverBy),
    specRoot: spec.specRoot,
    assetId: spec.assetId,
    assetBps: Number(spec.assetBps),
  };
}

function memberOf<const Names extends readonly string[]>(
  names: Names,
  index: bigint,
): Names[number] {
  const name = names[Number(index)];
  if (name === undefined) throw new Error(`The board knows ${index}, which this node does not.`);
  return name;
}

const unlessZero = (value: string, zero: string) =>
  value === zero ? undefined : value.toLowerCase();
