import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect } from "chai";

import { assemble, programText } from "../../test/assemble.ts";
import { createFakeVault } from "../../test/createFakeVault.ts";
import { rejection } from "../../test/rejection.ts";
import type { ContentStore } from "../content/ContentStore.ts";
import { createFolderContent } from "../content/createFolderContent.ts";
import { InvalidSpecificationError, type JobResult } from "../jobs/JobProgram.ts";
import type { JsonObject } from "../models/Json.ts";
import { OutOfTimeError } from "./computeErrors.ts";
import { createComputeToData } from "./createComputeToData.ts";
import type { DataVaultClient } from "./DataVaultClient.ts";
import { openAnswerJournal } from "./openAnswerJournal.ts";

const JOB = `0x${"70".repeat(32)}`;
const ROWS = Array.from({ length: 400 }, (_, i) => `row ${i % 7}`);

/** Counts rows in counter 0 and their bytes in counter 1. */
const COUNTING = programText(`(call $add (i32.const 0) (i64.const 1))
  (call $add (i32.const 1) (i64.extend_i32_u (call $size (i32.const 0))))`);

describe("createComputeToData", function () {
  this.timeout(60_000);
  let folder: string;
  let content: ContentStore;
  let code: string;
  let data: string;
  let vault: ReturnType<typeof createFakeVault>;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "sahara-compute-"));
    content = createFolderContent({ folder: path.join(folder, "content") });
    code = await content.put(assemble(COUNTING));
    data = await content.put(Buffer.from(`${ROWS.join("\n")}\n`));
    vault = createFakeVault(data);
  });

  afterEach(() => rm(folder, { recursive: true }));

  const query = (changes: JsonObject = {}): JsonObject => ({
    ...{ program: "compute-v1", asset: "1", code, rows: "lines" },
    counters: [
      { name: "rows", most: 1 },
      { name: "bytes", most: 100 },
    ],
    noise: { kind: "laplace", epsilon: 500_000 },
    ...changes,
  });

  /** Does the job as after a fresh start of the node: all it remembers is in the folder. */
  async function answer(
    specification = query(),
    { client = vault.client, seconds = 60 }: { client?: DataVaultClient; seconds?: number } = {},
  ): Promise<JobResult> {
    const journal = await openAnswerJournal(path.join(folder, "journal"));
    const program = createComputeToData({ vault: client, journal, seconds });
    const work = await program.prepare(specification, content, { jobRef: JOB, assetId: 1n });
    return await work({ content, signal: new AbortController().signal });
  }

  const countersOf = ({ artefact }: JobResult) =>
    (JSON.parse(Buffer.from(artefact).toString()) as { counters: Record<string, string | null> })
      .counters;

  const exactly = { noise: { kind: "none" } };

  context("given a version without a privacy budget", () => {
    beforeEach(() => {
      vault.rules.budgetLeft = undefined;
    });

    it("default: answers exactly, the same each time (CTD-5)", async () => {
      const first = await answer(query(exactly));
      const second = await answer(query(exactly));

      expect(countersOf(first)).to.deep.equal({ rows: "400", bytes: "2000" });
      expect(second.artefact).to.deep.equal(first.artefact);
      expect(vault.spent()).to.deep.equal([]);
    });

    it("behavior: keeps back what too few rows are behind (CTD-6)", async () => {
      vault.rules.limits = { maxRows: 3, maxOutputBytes: 1_000, minGroupSize: 401 };

      expect(countersOf(await answer(query(exactly)))).to.deep.equal({ rows: null, bytes: null });
    });

    it("error: noise, which there is no budget for (CTD-7)", async () => {
      expect((await rejection(answer())).message).to.include("no privacy budget");
    });
  });

  context("given a version with a privacy budget", () => {
    it("default: spends what the answer says of a row, and answers with noise (CTD-7)", async () => {
      const result = await answer();

      // The scale is 4 for rows and 400 for bytes; 40 times as much never comes.
      const { rows, bytes } = countersOf(result);
      expect(Number(rows)).to.be.closeTo(400, 160);
      expect(Number(bytes)).to.be.closeTo(2_000, 16_000);
      const [spent] = vault.spent();
      expect(spent).to.deep.equal({
        ...{ assetId: 1n, version: 1n, programHash: code, epsilon: 500_000n, jobRef: JOB },
      });
    });

    it("default: reports hashes and noise, and nothing that was measured (CTD-10)", async () => {
      const { artefact: _, ...report } = await answer();

      expect(report).to.deep.equal({
        ...{ programHash: code, inputs: { data }, measures: {} },
        parameters: {
          ...{ asset: "1", version: 1, countersPerRow: 2, minGroupSize: 1 },
          noise: { kind: "laplace", epsilon: 500_000 },
        },
      });
    });

    it("behavior: draws no noise when the budget could not be spent", async () => {
      const client = {
        ...vault.client,
        spend: () => Promise.reject(new Error("the chain is away")),
      };

      expect((await rejection(answer(query(), { client }))).message).to.equal("the chain is away");
      await answer();
      expect(vault.spent()).to.have.length(1);
    });

    it("behavior: a job spends once, whenever the node dies (CTD-8)", async () => {
      const dying: DataVaultClient = {
        ...vault.client,
        spend: async (spending, note) => {
          await vault.client.spend(spending, note);
          throw new Error("killed after it spent");
        },
      };
      await rejection(
        answer(query({ noise: { kind: "laplace", epsilon: 1_000_000 } }), { client: dying }),
      );
      expect(vault.spent()).to.have.length(1);
      expect(vault.rules.budgetLeft).to.equal(0n);

      await answer(query({ noise: { kind: "laplace", epsilon: 1_000_000 } }));

      expect(vault.spent()).to.have.length(1);
    });

    it("behavior: spends anew if what it signed never came into the chain (CTD-8)", async () => {
      const dying: DataVaultClient = {
        ...vault.client,
        spend: async (_, note) => {
          await note("never sent");
          throw new Error("killed before it spent");
        },
      };
      await rejection(answer(query(), { client: dying }));

      await answer();

      expect(vault.spent()).to.have.length(1);
    });

    it("behavior: a job answers once: asked again, it says the same, and spends nothing (CTD-8)", async () => {
      const first = await answer();
      const again = await answer();

      expect(again).to.deep.equal(first);
      expect(vault.spent()).to.have.length(1);
    });

    it("behavior: delivers what it answered after the owner withdrew the program (CTD-8)", async () => {
      const first = await answer();
      vault.rules.limits = undefined;

      expect((await answer()).artefact).to.deep.equal(first.artefact);
    });

    it("error: an exact answer, or more than is left (CTD-7, CTD-9)", async () => {
      vault.rules.budgetLeft = 499_999n;

      expect((await rejection(answer(query(exactly)))).message).to.include("ask for noise");
      expect((await rejection(answer())).message).to.include("499999 are left");
    });

    it("error: no key to spend with", async () => {
      const client = { ...vault.client, canSpend: false };

      expect((await rejection(answer(query(), { client }))).message).to.include("no key");
    });
  });

  context("given an owner that does not allow it", () => {
    const refused = {
      "the program": [{ limits: undefined }, "no such program"],
      "the operator": [{ operatorAllowed: false }, "this operator"],
      "an asset in dispute": [{ disputed: true }, "in dispute"],
      "so many counters": [
        { limits: { maxRows: 1, maxOutputBytes: 1_000, minGroupSize: 1 } },
        "2 counters, the owner lets out 1",
      ],
      "so many bytes": [
        { limits: { maxRows: 2, maxOutputBytes: 98, minGroupSize: 1 } },
        "99 bytes, the owner lets out 98",
      ],
    } as const;
    for (const [title, [change, reason]] of Object.entries(refused)) {
      it(`error: ${title} (CTD-6, CTD-9)`, async () => {
        Object.assign(vault.rules, change);

        const error = await rejection(answer());

        expect(error).to.be.instanceOf(InvalidSpecificationError);
        expect(error.message).to.include(reason);
      });
    }

    it("behavior: asks again when the job begins: it may have changed (CTD-9)", async () => {
      const journal = await openAnswerJournal(path.join(folder, "journal"));
      const program = createComputeToData({ vault: vault.client, journal, seconds: 60 });
      const work = await program.prepare(query(), content, { jobRef: JOB, assetId: 1n });
      vault.rules.operatorAllowed = false;

      const working = work({ content, signal: new AbortController().signal });

      expect((await rejection(working)).message).to.include("this operator");
      expect(vault.spent()).to.deep.equal([]);
    });
  });

  context("given a hostile program", () => {
    it("error: what is no program for data", async () => {
      code = await content.put(Buffer.from("no module"));

      expect(await rejection(answer(query({ code })))).to.be.instanceOf(InvalidSpecificationError);
    });

    it("behavior: takes no more time than a job may, and gives out nothing", async () => {
      code = await content.put(assemble(programText("(loop $l (br $l))")));

      const error = await rejection(answer(query({ code }), { seconds: 1 }));

      expect(error).to.be.instanceOf(OutOfTimeError);
      expect(vault.spent()).to.deep.equal([]);
    });

    it("behavior: the thread's stack holds the deepest calls that the meter allows (CTD-3)", async () => {
      // As deep as 900 places a call allow: 2 to the 18, less what run takes.
      const deep = `(func $f (param $n i64) (result i64) ${"(local i64) ".repeat(900)}
        (if (result i64) (i64.eqz (local.get $n)) (then (i64.const 0))
          (else (i64.add (i64.const 1) (call $f (i64.sub (local.get $n) (i64.const 1)))))))`;
      const depth = Math.floor((2 ** 18 - 100) / 940);
      code = await content.put(
        assemble(programText(`(call $add (i32.const 1) (call $f (i64.const ${depth})))`, deep)),
      );
      vault.rules.budgetLeft = undefined;

      const counters = [
        { name: "rows", most: 1 },
        { name: "depth", most: 1_000_000 },
      ];
      const result = await answer(query({ code, counters, ...exactly }));

      expect(countersOf(result).depth).to.equal(`${depth * ROWS.length}`);
    });
  });

  context("given a specification that makes no sense", () => {
    const noise = { kind: "laplace", epsilon: 5 };
    const wrong: Record<string, JsonObject> = {
      "an asset that is a number": { asset: 1 },
      "an asset that the job does not name": { asset: "2" },
      "rows of another form": { rows: "words" },
      "no counter": { counters: [] },
      "a counter without a bound": { counters: [{ name: "rows" }] },
      "a counter that may say anything": { counters: [{ name: "rows", most: 2 ** 41 }] },
      "a counter twice": {
        counters: [
          { name: "a", most: 1 },
          { name: "a", most: 1 },
        ],
      },
      "a name that is not ASCII": { counters: [{ name: "é", most: 1 }] },
      "more counters a row than there are": { countersPerRow: 3 },
      "noise of another kind": { noise: { ...noise, kind: "gaussian" } },
      "an epsilon that can't be divided": { noise: { ...noise, epsilon: 1 } },
      "an exact answer with an epsilon": { noise: { ...noise, kind: "none" } },
      "a misspelt member": { countersARow: 1 },
    };
    for (const [title, changes] of Object.entries(wrong)) {
      it(`error: ${title}`, async () => {
        expect(await rejection(answer(query(changes)))).to.be.instanceOf(InvalidSpecificationError);
      });
    }
  });
});
