import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { parseContributorFile } from "@sahara/sdk";
import { expect } from "chai";

import { captureIo } from "../../../test/captureIo.ts";
import { useFolder } from "../../../test/useFolder.ts";
import { createCli } from "../../cli.ts";
import { run } from "../../run.ts";
import { refuseUnnamedParents } from "../asset/refuseUnnamedParents.ts";

const ALICE = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const BOB = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";

describe("attribution", function () {
  this.timeout(120_000);
  const folder = useFolder();

  const type = async (...args: string[]) => {
    const io = captureIo({ cwd: folder.cwd });
    const exitCode = await run(["attribution", ...args], io);
    return { exitCode, ...io.written };
  };
  const write = async (file: string, text: string) => {
    const absolute = path.join(folder.cwd, file);
    await mkdir(path.dirname(absolute), { recursive: true });
    await writeFile(absolute, text);
  };
  const read = async (file: string) => await readFile(path.join(folder.cwd, file), "utf8");
  const lines = (rows: readonly unknown[]) =>
    rows.map((row) => `${JSON.stringify(row)}\n`).join("");

  async function writeRows() {
    const rows = [1, 2, 8, 9].map((x) => ({
      features: [x],
      label: x > 5 ? "high" : "low",
      contributor: x % 2 ? ALICE : BOB,
    }));
    await write("rows/training.jsonl", lines(rows));
    await write(
      "rows/tests.jsonl",
      lines([
        { features: [0], label: "low" },
        { features: [7], label: "high" },
      ]),
    );
    const parameters = {
      k: 1,
      units: "100000000",
      values: "rows",
      features: "dense",
      levels: 100,
      copyDistance: 0,
    };
    await write("knn.json", JSON.stringify(parameters));
  }
  const report = async () =>
    await type(
      "report",
      "7",
      ...["--data", "rows", "--method", "knn-shapley"],
      ...["--parameters", "knn.json", "--out", "report.json", "--contributors", "people.json"],
    );

  describe("report and recompute", () => {
    beforeEach(writeRows);

    it("default: what is reported is recomputed", async () => {
      expect(await report()).to.include({ exitCode: 0, err: "" });
      const tree = parseContributorFile(await read("people.json"));

      const { exitCode, out } = await type("recompute", "report.json", "--data", "rows");

      expect(exitCode).to.equal(0);
      expect(out).to.include(`${tree.root}, as reported`);
      expect(tree.units).to.equal(100_000_000n);
    });

    it("behavior: recompute names the first difference, and exits with 1", async () => {
      await report();
      const text = await read("report.json");
      await write("false.json", text.replace('"utility":"', '"utility":"1'));

      const { exitCode, out, err } = await type(
        "recompute",
        "false.json",
        "--data",
        "rows",
        "--json",
      );

      expect(exitCode).to.equal(1);
      expect(err).to.include("The report differs in utility.");
      expect(JSON.parse(out)).to.have.nested.property("difference.path", "utility");
    });

    it("error: says what is wrong with method, parameters and report", async () => {
      const wrongMethod = await type(
        "report",
        "7",
        "--data",
        "rows",
        "--method",
        "tea",
        "--parameters",
        "knn.json",
        "--out",
        "a",
        "--contributors",
        "b",
      );
      expect(wrongMethod).to.include({ exitCode: 2 });
      expect(wrongMethod.err).to.include("knn-shapley, knn-shapley-mails");

      await write("knn.json", '{"k":0}');
      expect((await report()).err).to.include('"k" must be a whole number');
      const noReport = await type("recompute", "knn.json", "--data", "rows");
      expect(noReport.err).to.include("This is no attribution report");
    });
  });

  describe("fingerprint and compare", () => {
    const passage = (seed: number) =>
      Array.from({ length: 3_000 }, (_, i) => `w${(Math.imul(i + 1, seed) >>> 7) % 9_973}`).join(
        " ",
      );

    it("default: tell which registered asset a folder was taken from", async () => {
      await write("theirs/a.txt", passage(1_000_003));
      await write("theirs/b.txt", passage(7_654_321));
      await write("mine/sub/c.txt", passage(1_000_003));
      await write("prints/readme.txt", "not a fingerprint");
      expect(await type("fingerprint", "theirs", "--out", "prints/12.json")).to.include({
        exitCode: 0,
      });

      const { out } = await type("compare", "mine", "--with", "prints", "--json");

      const { parents, relation, resembles } = JSON.parse(out) as {
        parents: string[];
        relation: string;
        resembles: { chunksFound: number; taken: number }[];
      };
      expect({ parents, relation }).to.deep.equal({ parents: ["12"], relation: "DERIVED_FROM" });
      expect(resembles[0]!.chunksFound).to.equal(100);
      expect(resembles[0]!.taken).to.be.within(40, 60);
    });

    it("behavior: what is new resembles nothing", async () => {
      await write("mine.txt", passage(1_000_003));
      await write("prints/about.txt", "");
      await write("other.txt", passage(7_654_321));
      await type("fingerprint", "other.txt", "--out", "prints/1.json");

      const { exitCode, out } = await type("compare", "mine.txt", "--with", "prints");

      expect({ exitCode, out }).to.deep.equal({
        exitCode: 0,
        out: "It resembles nothing that it was compared with.\n",
      });
    });

    it("error: names the file that is no fingerprint, and what is not there", async () => {
      await write("prints/3.json", "{}");
      await write("mine.txt", "text");

      expect((await type("compare", "mine.txt", "--with", "prints")).err).to.include(
        "prints/3.json",
      );
      expect((await type("compare", "mine.txt", "--with", "none")).err).to.include(
        "none: the folder",
      );
      expect((await type("fingerprint", "none", "--out", "a.json")).exitCode).to.equal(1);
    });

    it("behavior: asset register refuses what names no such parent, before it needs a chain", async () => {
      await write("prints/about.txt", "");
      await write("theirs.txt", passage(1_000_003));
      await type("fingerprint", "theirs.txt", "--out", "prints/12.json");
      const io = captureIo({ cwd: folder.cwd });
      const root = `0x${"11".repeat(32)}`;

      const exitCode = await run(
        [
          "asset",
          "register",
          "--kind",
          "dataset",
          "--content",
          "theirs.txt",
          "--metadata-root",
          root,
          "--compare",
          "prints",
        ],
        io,
      );

      expect(exitCode).to.equal(1);
      expect(io.written.err).to.include("100 % are in asset 12. Name what it was made from");
      const named = { folder: "prints", content: "theirs.txt", parents: [{ asset: 12n }] };
      await refuseUnnamedParents(createCli(io), named);
    });
  });
});
