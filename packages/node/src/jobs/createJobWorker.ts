import { createLoop } from "@sahara/http";
import { canonicalJson } from "@sahara/storage";
import { solidityPackedKeccak256 } from "ethers";

import {
  ContentCorruptError,
  ContentMissingError,
  type ContentStore,
} from "../content/ContentStore.ts";
import type { JsonObject } from "../models/Json.ts";
import type { JobJournal, JournalEntry } from "./openJobJournal.ts";
import type { JobBoardClient, JobStatus } from "./JobBoardClient.ts";
import {
  InvalidSpecificationError,
  type JobContext,
  type JobProgram,
  type JobResult,
} from "./JobProgram.ts";
import { type JobPolicy, reasonToDecline } from "./jobPolicy.ts";

export type JobWorkerDeps = {
  board: JobBoardClient;
  content: ContentStore;
  journal: JobJournal;
  programs: readonly JobProgram[];
  policy: JobPolicy;
  /** The first block that may have jobs. */
  fromBlock: number;
  /** Pause between two looks at the board. */
  pollMs: number;
  log: JobLog;
};

/** One line a fact. */
export type JobLog = Record<
  "info" | "warn" | "error",
  (event: string, fields: Readonly<Record<string, unknown>>) => void
>;

export type JobWorker = {
  start: () => void;
  /** Interrupts the work at hand, which goes on after the next start. */
  stop: () => Promise<void>;
  /** Looks at the board once and does what is to be done. */
  turn: () => Promise<void>;
};

/** A program may fail for want of memory or disk; after so many times it is the job's fault. */
const MAX_FAILURES = 3;

/** What a timer holds: 24 days. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

type Work = (context: JobContext) => Promise<JobResult>;

/**
 * Takes jobs from the board that fit the policy, does them one after another, and delivers. Every step is in the
 * journal before it has an effect, and the chain is asked again after a restart, so nothing is delivered twice.
 */
export function createJobWorker(deps: JobWorkerDeps): JobWorker {
  const { board, content, journal, policy, log } = deps;
  const stopping = new AbortController();

  /** Journal first, then the log. */
  async function move(entry: JournalEntry, change: Partial<JournalEntry>): Promise<JournalEntry> {
    const moved = { ...entry, ...change };
    await journal.save(moved);
    const { jobId } = entry.job;
    log.info("job.moved", { jobId, progress: moved.progress, reason: change.reason });
    return moved;
  }

  async function discover(): Promise<void> {
    let from = journal.nextBlock() ?? deps.fromBlock;
    for (;;) {
      const { jobs, nextBlock } = await board.readPosted(from);
      for (const job of jobs) {
        if (journal.find(job.jobId) !== undefined) continue;
        await journal.save({ job, progress: "SEEN", failures: 0 });
      }
      if (nextBlock === from) return;
      await journal.saveNextBlock(nextBlock);
      from = nextBlock;
    }
  }

  /** Brings a job as far as it goes now. */
  async function advance(entry: JournalEntry): Promise<void> {
    const { jobId, deliverBy } = entry.job;
    const secondsLeft = deliverBy - (await board.readTime());
    const status = await board.readStatus(jobId);
    const mine = status.operator === board.operator;

    if (entry.progress === "DONE") {
      await hand(entry, { status, mine, secondsLeft });
    } else if (secondsLeft <= policy.deliverySeconds) {
      await move(entry, { progress: "EXPIRED" });
    } else if (status.state === "TAKEN" && mine) {
      // Clients may assign a job that nobody here has looked at.
      if (entry.progress === "SEEN" && (await declined(entry, secondsLeft))) return;
      await work(entry, secondsLeft);
    } else if (status.state !== "OPEN") {
      await move(entry, { progress: "LOST", reason: `it is ${status.state}` });
    } else {
      await consider(entry, secondsLeft);
    }
  }

  async function declined(entry: JournalEntry, secondsLeft: number): Promise<boolean> {
    const reason = reasonToDecline(entry.job, { policy, secondsLeft, operator: board.operator });
    if (reason === undefined) return false;
    await move(entry, { progress: "DECLINED", reason });
    return true;
  }

  /** An open job: declines it, takes it, or leaves it for later. */
  async function consider(entry: JournalEntry, secondsLeft: number): Promise<void> {
    if (await declined(entry, secondsLeft)) return;

    const prepared = await prepare(entry);
    if (prepared === undefined) return;
    if (entry.job.race) {
      await work(entry, secondsLeft, prepared);
      return;
    }
    if (!board.canTake) return; // The client may still assign it.

    const taking = await move(entry, { progress: "TAKING" });
    try {
      await board.take(entry.job.jobId);
    } catch (error) {
      // Whether it went through after all, the next turn sees on the chain.
      log.warn("job.takeFailed", { jobId: entry.job.jobId, error });
      return;
    }
    await work(taking, secondsLeft, prepared);
  }

  /** Reads and checks the specification. Undefined if there is nothing to do now. */
  async function prepare(entry: JournalEntry): Promise<Work | undefined> {
    try {
      const specification = parseSpecification(await content.readFile(entry.job.specRoot));
      const program = deps.programs.find(
        ({ name, kind }) => name === specification.program && kind === entry.job.kind,
      );
      if (program === undefined) throw new InvalidSpecificationError("No such program runs here.");
      const { jobId, assetId } = entry.job;
      const jobRef = jobRefOf(board, jobId);
      return await program.prepare(specification, content, { jobRef, assetId });
    } catch (error) {
      if (error instanceof ContentMissingError) {
        log.info("job.waitsForContent", { jobId: entry.job.jobId, root: error.root });
        return undefined;
      }
      if (!(error instanceof InvalidSpecificationError || error instanceof ContentCorruptError)) {
        throw error;
      }
      await move(entry, { progress: "DECLINED", reason: error.message });
      return undefined;
    }
  }

  async function work(entry: JournalEntry, secondsLeft: number, prepared?: Work): Promise<void> {
    const run = prepared ?? (await prepare(entry));
    if (run === undefined) return;

    const taken = await move(entry, { progress: "TAKEN" });
    const deadline = AbortSignal.timeout(
      Math.min((secondsLeft - policy.deliverySeconds) * 1_000, LONGEST_TIMER_MS),
    );
    const signal = AbortSignal.any([stopping.signal, deadline]);
    const startedAt = await board.readTime();
    let result: JobResult;
    try {
      result = await run({ content, signal });
      signal.throwIfAborted();
    } catch (error) {
      if (stopping.signal.aborted) return;
      if (deadline.aborted) await move(taken, { progress: "EXPIRED" });
      else await fail(taken, error);
      return;
    }

    const done = await keep(taken, result, startedAt);
    await advance(done);
  }

  async function fail(entry: JournalEntry, error: unknown): Promise<void> {
    const failures = entry.failures + 1;
    log.error("job.failed", { jobId: entry.job.jobId, failures, error });
    const reason = error instanceof Error ? error.message : String(error);
    // What can't be done will not be possible the next time.
    const isOver = error instanceof InvalidSpecificationError || failures >= MAX_FAILURES;
    const progress = isOver ? "FAILED" : "TAKEN";
    await move(entry, { progress, failures, reason });
  }

  /** Keeps artefact and report, so that they can be fetched as soon as the chain names them. */
  async function keep(
    entry: JournalEntry,
    { artefact, ...result }: JobResult,
    startedAt: number,
  ): Promise<JournalEntry> {
    const { jobId, specRoot, funded } = entry.job;
    const resultRoot = await content.put(artefact);
    const report = canonicalJson({
      board: { chainId: board.chainId.toString(), address: board.address },
      jobId: jobId.toString(),
      operator: board.operator,
      specification: specRoot,
      ...result,
      output: { root: resultRoot, bytes: artefact.length },
      startedAt,
      finishedAt: await board.readTime(),
    });
    const reportRoot = await content.put(Buffer.from(report));
    return await move(entry, {
      progress: "DONE",
      delivery: { resultRoot, reportRoot, amount: funded },
    });
  }

  /** Delivers what is done, unless the chain says that this has happened, or can't any more. */
  async function hand(
    entry: JournalEntry,
    { status, mine, secondsLeft }: { status: JobStatus; mine: boolean; secondsLeft: number },
  ): Promise<void> {
    const { job, delivery } = entry;
    if (delivery === undefined) throw new Error("cannot happen: done without a delivery");
    if (mine && status.resultRoot === delivery.resultRoot) {
      await move(entry, { progress: "DELIVERED" });
    } else if (secondsLeft <= 0) {
      await move(entry, { progress: "EXPIRED" });
    } else if ((status.state === "TAKEN" && mine) || (status.state === "OPEN" && job.race)) {
      await board.deliver(job.jobId, delivery);
      await move(entry, { progress: "DELIVERED" });
    } else {
      await move(entry, { progress: "LOST", reason: `it is ${status.state}` });
    }
  }

  async function turn(): Promise<void> {
    await discover();
    for (const entry of journal.unfinished()) {
      if (stopping.signal.aborted) return;
      try {
        await advance(entry);
      } catch (error) {
        // The chain or the disk did not answer; the next turn asks again.
        log.error("job.turnFailed", { jobId: entry.job.jobId, error });
      }
    }
  }

  const loop = createLoop({
    ...{ run: turn, everyMs: deps.pollMs },
    onError: (error) => {
      log.error("jobs.turnFailed", { error });
    },
  });

  return {
    start: loop.start,
    stop: async () => {
      stopping.abort(new Error("The node stops."));
      await loop.stop();
    },
    turn,
  };
}

const jobRefOf = ({ chainId, address }: JobBoardClient, jobId: bigint) =>
  solidityPackedKeccak256(["uint256", "address", "uint256"], [chainId, address, jobId]);

function parseSpecification(bytes: Uint8Array): JsonObject & { program?: unknown } {
  const text = Buffer.from(bytes).toString("utf8");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new InvalidSpecificationError("The specification is no JSON.", { cause });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new InvalidSpecificationError("The specification is no object.");
  }
  return value as JsonObject; // JSON.parse makes nothing else
}
