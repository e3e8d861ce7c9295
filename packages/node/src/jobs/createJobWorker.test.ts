import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { classify, dedupe, deserialize, serialize, split, toSample, train } from "@sahara/models";
import { canonicalJson, contentRoot } from "@sahara/storage";
import { expect } from "chai";

import { createFakeBoard, OPERATOR, TOKEN } from "../../test/createFakeBoard.ts";
import { type SpamFilters, trainSpamFilters } from "../../test/spamFilters.ts";
import type { ContentStore } from "../content/ContentStore.ts";
import { createFolderContent } from "../content/createFolderContent.ts";
import type { JsonObject } from "../models/Json.ts";
import type { ServedModel } from "../models/ServedModel.ts";
import { spamFilter } from "../models/spamFilter.ts";
import { createBatchInference } from "./createBatchInference.ts";
import { createJobWorker, type JobWorkerDeps } from "./createJobWorker.ts";
import type { PostedJob } from "./JobBoardClient.ts";
import type { JobPolicy } from "./jobPolicy.ts";
import type { JobProgram } from "./JobProgram.ts";
import { openJobJournal } from "./openJobJournal.ts";
import { trainSpamFilter } from "./trainSpamFilter.ts";

const POLICY: JobPolicy = {
  kinds: ["TRAINING", "BATCH_INFERENCE"],
  leastReward: { [TOKEN]: 500n },
  leastAssetBps: 2_000,
  leastSeconds: 600,
  deliverySeconds: 60,
};

describe("createJobWorker", function () {
  this.timeout(30_000);
  let filters: SpamFilters;
  let model: ServedModel;
  let folder: string;
  let content: ContentStore;
  let data: string;
  let board: ReturnType<typeof createFakeBoard>;
  let events: { event: string; fields: Readonly<Record<string, unknown>> }[];

  before(async () => {
    filters = await trainSpamFilters();
    ({ digest: data } = await contentRoot({ files: filters.someMails }));
  });

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "sahara-jobs-"));
    content = createFolderContent({ folder: path.join(folder, "content") });
    await writeFile(path.join(folder, "base.ssfm"), filters.base);
    model = await spamFilter.open({
      ...{ id: "spam-filter", assetId: 2n, folder },
      options: { artefact: "base.ssfm" },
    });
    board = createFakeBoard();
    events = [];
  });

  afterEach(() => rm(folder, { recursive: true }));

  /** A worker as after a fresh start of the node: all it remembers is in the folder. */
  async function openWorker(options: Partial<JobWorkerDeps> = {}) {
    const record = (event: string, fields: Readonly<Record<string, unknown>>) =>
      void events.push({ event, fields });
    return createJobWorker({
      board: board.client,
      content,
      journal: await openJobJournal(path.join(folder, "journal")),
      programs: [trainSpamFilter, createBatchInference([model])],
      policy: POLICY,
      fromBlock: 0,
      pollMs: 5,
      log: { info: record, warn: record, error: record },
      ...options,
    });
  }

  async function bringData(): Promise<void> {
    for (const { path: name, content: bytes } of filters.someMails) {
      const place = path.join(folder, "content", data, name);
      await mkdir(path.dirname(place), { recursive: true });
      await writeFile(place, bytes);
    }
  }

  async function post(
    specification: JsonObject,
    job: Partial<PostedJob> = { kind: "TRAINING" },
  ): Promise<bigint> {
    const specRoot = await content.put(Buffer.from(canonicalJson(specification)));
    return board.post({ kind: "TRAINING", ...job, specRoot });
  }

  const trainingSpec = (): JsonObject => ({ program: "spam-filter-v1", data, seed: 7 });

  const progressOf = async (jobId: bigint) =>
    (await openJobJournal(path.join(folder, "journal"))).find(jobId);

  async function readJson(root: string): Promise<JsonObject> {
    return JSON.parse(Buffer.from(await content.readFile(root)).toString()) as JsonObject;
  }

  context("given a training job", () => {
    beforeEach(bringData);

    it("default: takes it, trains for real and delivers what anyone can train again", async () => {
      const jobId = await post(trainingSpec());

      await (await openWorker()).turn();

      const samples = filters.someMails.map(({ path: id, content: bytes }) => {
        const group = path.dirname(id);
        return toSample({ id, group, label: group.includes("spam") ? "spam" : "ham", bytes });
      });
      const again = train(split(dedupe(samples), 20).training, { seed: 7 });
      const [delivery] = board.deliveries;
      expect(delivery).to.include({ jobId, amount: 1_000n });
      expect(await content.readFile(delivery!.resultRoot)).to.deep.equal(serialize(again));
      expect((await progressOf(jobId))?.progress).to.equal("DELIVERED");
    });

    it("default: reports parameters, measures and the hashes of all that took part", async () => {
      const jobId = await post(trainingSpec());

      await (await openWorker()).turn();

      const { resultRoot, reportRoot } = board.deliveries[0]!;
      const report = await readJson(reportRoot);
      expect(report).to.deep.include({
        board: { chainId: "31337", address: board.client.address },
        jobId: jobId.toString(),
        operator: OPERATOR,
        inputs: { data },
        parameters: { epochs: 8, learningRate: 0.1, seed: 7, holdOutPercent: 20 },
        output: { root: resultRoot, bytes: 65_610 },
      });
      expect(report.programHash).to.match(/^0x[0-9a-f]{64}$/);
      const measures = report.measures as Record<string, number>;
      expect(measures.mails).to.equal(200);
      expect(measures.balancedAccuracy).to.be.within(0.7, 1);
      const canonical = Buffer.from(await content.readFile(reportRoot)).toString();
      expect(canonical).to.equal(canonicalJson(report));
    });

    it("args: parent: fine-tunes the model that the specification names", async () => {
      const parent = await content.put(filters.base);
      await post({ ...trainingSpec(), parent, parameters: { epochs: 2 } });

      await (await openWorker()).turn();

      const { resultRoot, reportRoot } = board.deliveries[0]!;
      expect(deserialize(await content.readFile(resultRoot)).parentHash).to.equal(parent);
      expect((await readJson(reportRoot)).inputs).to.deep.equal({ data, parent });
    });

    it("behavior: goes on after a restart that came between taking and delivering", async () => {
      const jobId = await post(trainingSpec());
      const stopping: JobProgram = {
        ...trainSpamFilter,
        prepare:
          async () =>
          ({ signal }) =>
            new Promise((_, reject) => {
              signal.addEventListener("abort", () => {
                reject(signal.reason as Error);
              });
            }),
      };
      const first = await openWorker({ programs: [stopping] });
      const turn = first.turn();
      await until(async () => (await progressOf(jobId))?.progress === "TAKEN");
      await first.stop();
      await turn;
      expect(board.deliveries).to.have.length(0);

      await (await openWorker()).turn();

      expect(board.deliveries.map((delivery) => delivery.jobId)).to.deep.equal([jobId]);
    });

    it("behavior: finds on the chain what it took when it crashed while taking", async () => {
      const jobId = await post(trainingSpec());
      const { take } = board.client;
      const crashing = async (id: bigint) => {
        await take(id);
        throw new Error("the answer was lost");
      };
      await (await openWorker({ board: { ...board.client, take: crashing } })).turn();
      expect((await progressOf(jobId))?.progress).to.equal("TAKING");

      await (await openWorker()).turn();

      expect((await progressOf(jobId))?.progress).to.equal("DELIVERED");
    });

    it("behavior: does not deliver again what was delivered when it crashed", async () => {
      const jobId = await post(trainingSpec());
      const { deliver } = board.client;
      const crashing: typeof deliver = async (id, delivery) => {
        await deliver(id, delivery);
        throw new Error("the answer was lost");
      };
      await (await openWorker({ board: { ...board.client, deliver: crashing } })).turn();
      expect((await progressOf(jobId))?.progress).to.equal("DONE");

      const restarted = await openWorker();
      await restarted.turn();
      await restarted.turn();

      expect(board.deliveries).to.have.length(1);
      expect((await progressOf(jobId))?.progress).to.equal("DELIVERED");
    });

    it("behavior: races without taking, and gives up when somebody was faster", async () => {
      const won = await post(trainingSpec(), { race: true });
      const lost = await post({ ...trainingSpec(), seed: 8 }, { race: true });
      board.setStatus(lost, { state: "DELIVERED", operator: "0xbb", resultRoot: "0x1" });

      await (await openWorker()).turn();

      expect(board.deliveries.map(({ jobId }) => jobId)).to.deep.equal([won]);
      expect(await progressOf(lost)).to.include({ progress: "LOST", reason: "it is DELIVERED" });
    });

    it("behavior: does a job that the client assigned, even without the key that takes", async () => {
      const jobId = await post(trainingSpec());
      const worker = await openWorker({ board: { ...board.client, canTake: false } });
      await worker.turn();
      expect((await progressOf(jobId))?.progress).to.equal("SEEN");

      board.setStatus(jobId, { state: "TAKEN", operator: OPERATOR });
      await worker.turn();

      expect((await progressOf(jobId))?.progress).to.equal("DELIVERED");
    });

    it("behavior: tries three times, then lets the job go", async () => {
      const jobId = await post(trainingSpec());
      const failing: JobProgram = {
        ...trainSpamFilter,
        prepare: async () => () => Promise.reject(new Error("out of memory")),
      };
      const worker = await openWorker({ programs: [failing] });

      for (let i = 0; i < 4; i++) await worker.turn();

      expect(await progressOf(jobId)).to.include({
        progress: "FAILED",
        failures: 3,
        reason: "out of memory",
      });
      expect(board.deliveries).to.have.length(0);
    });

    it("behavior: stops working when the time is over, and delivers nothing", async () => {
      const jobId = await post(trainingSpec(), { deliverBy: 1_800_000_000 + 61 });
      const endless: JobProgram = {
        ...trainSpamFilter,
        prepare:
          async () =>
          ({ signal }) =>
            new Promise((_, reject) => {
              signal.addEventListener("abort", () => {
                reject(signal.reason as Error);
              });
            }),
      };
      const policy = { ...POLICY, leastSeconds: 1 };

      await (await openWorker({ programs: [endless], policy })).turn();

      expect((await progressOf(jobId))?.progress).to.equal("EXPIRED");
      expect(board.deliveries).to.have.length(0);
    });

    it("behavior: leaves a job alone whose time has passed while the node was down", async () => {
      const jobId = await post(trainingSpec());
      board.setStatus(jobId, { state: "TAKEN", operator: OPERATOR });
      board.pass(3_600);

      await (await openWorker()).turn();

      expect((await progressOf(jobId))?.progress).to.equal("EXPIRED");
    });

    it("behavior: works by itself between start and stop", async () => {
      await post(trainingSpec());
      const worker = await openWorker();

      worker.start();
      await until(async () => board.deliveries.length === 1);
      await worker.stop();
      await post({ ...trainingSpec(), seed: 9 });
      await new Promise((resolve) => setTimeout(resolve, 50));

      expect(board.deliveries).to.have.length(1);
    });
  });

  context("given a job of batch inference", () => {
    const batch = { kind: "BATCH_INFERENCE" } as const;

    it("default: runs the served model over every line", async () => {
      const mails = filters.heldOut.slice(0, 20);
      const lines = mails.map(({ bytes }) =>
        JSON.stringify({ input: Buffer.from(bytes).toString("base64"), encoding: "base64" }),
      );
      const input = await content.put(Buffer.from(`${[...lines, '{"input":7}'].join("\n")}\n`));
      await post({ program: "batch-inference-v1", model: model.modelHash, input }, batch);

      await (await openWorker()).turn();

      const { resultRoot, reportRoot } = board.deliveries[0]!;
      const output = Buffer.from(await content.readFile(resultRoot))
        .toString()
        .trimEnd()
        .split("\n");
      const filter = deserialize(filters.base);
      expect(output.slice(0, -1).map((line) => JSON.parse(line) as unknown)).to.deep.equal(
        mails.map(({ bytes }) => ({
          object: "classification",
          model: "spam-filter",
          results: [classify(filter, bytes)],
        })),
      );
      expect(JSON.parse(output.at(-1)!)).to.have.keys(["error"]);
      expect(await readJson(reportRoot)).to.deep.include({
        programHash: model.modelHash,
        inputs: { input },
        measures: { requests: 21, refused: 1 },
      });
    });

    it("error: declines a model that is not served, and lines that are no objects", async () => {
      const good = await content.put(Buffer.from('{"input":"a"}\n'));
      const bad = await content.put(Buffer.from('{"input":"a"}\nnot json\n'));
      const hash = model.modelHash;
      const jobs = [
        await post({ program: "batch-inference-v1", model: data, input: good }, batch),
        await post({ program: "batch-inference-v1", model: hash, input: bad }, batch),
        await post({ program: "batch-inference-v1", model: hash, input: good, top: 3 }, batch),
      ];

      await (await openWorker()).turn();

      for (const jobId of jobs) expect((await progressOf(jobId))?.progress).to.equal("DECLINED");
      expect(board.statusOf(jobs[0]!).state).to.equal("OPEN");
    });
  });

  context("given jobs that are not wanted", () => {
    it("behavior: says why it declines, and takes nothing", async () => {
      const declined = [
        [{ kind: "COMPUTE_TO_DATA", assetBps: 2_000 }, "COMPUTE_TO_DATA is not wanted"],
        [{ kind: "COMPUTE_TO_DATA", assetBps: 1_999 }, "its asset earns 1999 bps"],
        [
          { kind: "COMPUTE_TO_DATA", race: true },
          "a race would spend a privacy budget for answers that lose",
        ],
        [{ funded: 499n }, "it pays 499, less than 500"],
        [{ token: "0x71" }, "the token 0x71 is not wanted"],
        [{ operator: "0xbb" }, "it is for another operator"],
        [{ deliverBy: 1_800_000_000 + 599 }, "599 s are too short"],
      ] as const;
      const ids: bigint[] = [];
      for (const [job] of declined) ids.push(await post(trainingSpec(), job));

      await (await openWorker()).turn();

      for (const [i, [, reason]] of declined.entries()) {
        expect(await progressOf(ids[i]!)).to.include({ progress: "DECLINED", reason });
        expect(board.statusOf(ids[i]!).state).to.equal("OPEN");
      }
    });

    it("behavior: applies the same policy to jobs that a client assigns", async () => {
      const jobId = await post(trainingSpec(), { funded: 1n });
      board.setStatus(jobId, { state: "TAKEN", operator: OPERATOR });

      await (await openWorker()).turn();

      expect((await progressOf(jobId))?.progress).to.equal("DECLINED");
    });

    it("behavior: waits for the specification and for the data, and takes the job when both came", async () => {
      const specification = Buffer.from(
        canonicalJson({ program: "spam-filter-v1", data, seed: 7 }),
      );
      const { digest: specRoot } = await contentRoot(specification);
      const jobId = board.post({ kind: "TRAINING", specRoot });
      const worker = await openWorker();

      await worker.turn();
      await content.put(specification);
      await worker.turn();
      expect(board.statusOf(jobId).state).to.equal("OPEN");
      await bringData();
      await worker.turn();

      expect(board.statusOf(jobId).state).to.equal("DELIVERED");
    });

    it("error: declines what no program here understands", async () => {
      await bringData();
      const specifications: JsonObject[] = [
        { program: "spam-filter-v2", data },
        { program: "spam-filter-v1" },
        { program: "spam-filter-v1", data: "0x12" },
        { program: "spam-filter-v1", data, epochs: 9 },
        { program: "spam-filter-v1", data, parameters: { epochs: 0 } },
        { program: "spam-filter-v1", data, parameters: { depth: 3 } },
        { program: "spam-filter-v1", data, seed: 1.5 },
      ];
      for (const specification of specifications) await post(specification);
      board.post({ kind: "TRAINING", specRoot: await content.put(Buffer.from("not json")) });

      await (await openWorker()).turn();

      const moved = events.filter(({ event }) => event === "job.moved");
      expect(moved.map(({ fields }) => fields.progress)).to.deep.equal(
        Array<string>(specifications.length + 1).fill("DECLINED"),
      );
    });
  });
});

const MAX_TRIES = 5_000;

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await holds()); tries++) {
    if (tries === MAX_TRIES) throw new Error("Waited in vain.");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
