import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect } from "chai";

import { type JournalEntry, openJobJournal } from "./openJobJournal.ts";

const entry: JournalEntry = {
  job: {
    jobId: 12n,
    kind: "TRAINING",
    client: "0xc1",
    operator: "0x09",
    race: false,
    token: "0x70",
    funded: 10n ** 24n,
    deliverBy: 1_800_000_000,
    ...{ assetId: 0n, assetBps: 0 },
    specRoot: "0x5e",
  },
  progress: "DONE",
  failures: 1,
  delivery: { resultRoot: "0xaa", reportRoot: "0xbb", amount: 7n },
};

describe("openJobJournal", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "sahara-journal-"));
  });

  afterEach(() => rm(folder, { recursive: true }));

  it("default: gives everything back after a restart", async () => {
    const journal = await openJobJournal(folder);
    await journal.save(entry);
    await journal.saveNextBlock(77);

    const again = await openJobJournal(folder);

    expect(again.find(12n)).to.deep.equal(entry);
    expect(again.nextBlock()).to.equal(77);
    expect(again.find(13n)).to.equal(undefined);
  });

  it("default: lists what goes on, the oldest job first", async () => {
    const journal = await openJobJournal(folder);
    const withId = (jobId: bigint, progress: JournalEntry["progress"]) =>
      journal.save({ ...entry, job: { ...entry.job, jobId }, progress });
    await withId(9n, "TAKEN");
    await withId(100n, "SEEN");
    await withId(8n, "DELIVERED");
    await withId(10n, "DECLINED");

    expect(journal.unfinished().map(({ job }) => job.jobId)).to.deep.equal([9n, 100n]);
  });

  it("behavior: does not mind a draft that a crash left", async () => {
    await (await openJobJournal(folder)).save(entry);
    await writeFile(path.join(folder, "12.json.draft"), '{"job":{"jobId":"12n"},"progr');

    expect((await openJobJournal(folder)).find(12n)?.progress).to.equal("DONE");
  });
});
