import type {
  JobBoardClient,
  JobDelivery,
  JobStatus,
  PostedJob,
} from "../src/jobs/JobBoardClient.ts";

export const OPERATOR = "0x00000000000000000000000000000000000000aa";
export const TOKEN = "0x0000000000000000000000000000000000000070";

/** A board without a chain: it follows the rules of the contract as far as an operator sees them. */
export function createFakeBoard() {
  const posted: PostedJob[] = [];
  const statuses = new Map<bigint, JobStatus>();
  const deliveries: (JobDelivery & { jobId: bigint })[] = [];
  let time = 1_800_000_000;

  const statusOf = (jobId: bigint): JobStatus =>
    statuses.get(jobId) ?? { state: "NONE", operator: undefined, resultRoot: undefined };

  const client: JobBoardClient = {
    chainId: 31337n,
    address: "0x00000000000000000000000000000000000000b0",
    operator: OPERATOR,
    canTake: true,
    readPosted: async (fromBlock) => ({
      jobs: posted.slice(fromBlock),
      nextBlock: posted.length,
    }),
    readStatus: async (jobId) => statusOf(jobId),
    readTime: async () => time,
    take: async (jobId) => {
      if (statusOf(jobId).state !== "OPEN") throw new Error("JobBoard_NotOpen");
      statuses.set(jobId, { ...statusOf(jobId), state: "TAKEN", operator: OPERATOR });
    },
    deliver: async (jobId, delivery) => {
      const { state, operator } = statusOf(jobId);
      const race = posted.find((job) => job.jobId === jobId)?.race === true;
      if (!(state === "TAKEN" && operator === OPERATOR) && !(state === "OPEN" && race)) {
        throw new Error("JobBoard_NotYours");
      }
      const { resultRoot } = delivery;
      statuses.set(jobId, { state: "DELIVERED", operator: OPERATOR, resultRoot });
      deliveries.push({ jobId, ...delivery });
    },
  };

  return {
    client,
    deliveries,
    statusOf,
    setStatus: (jobId: bigint, status: Partial<JobStatus>) => {
      statuses.set(jobId, { ...statusOf(jobId), ...status });
    },
    pass: (seconds: number) => {
      time += seconds;
    },
    post: (job: Pick<PostedJob, "kind" | "specRoot"> & Partial<PostedJob>): bigint => {
      const jobId = BigInt(posted.length + 1);
      posted.push({
        jobId,
        client: "0x00000000000000000000000000000000000000c1",
        operator: undefined,
        race: false,
        token: TOKEN,
        funded: 1_000n,
        deliverBy: time + 3_600,
        assetId: 0n,
        assetBps: 0,
        ...job,
      });
      statuses.set(jobId, { state: "OPEN", operator: undefined, resultRoot: undefined });
      return jobId;
    },
  };
}
