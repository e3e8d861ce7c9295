import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect } from "chai";
import { AbiCoder, keccak256, toUtf8Bytes, TypedDataEncoder, Wallet } from "ethers";
import { randomNumbers } from "../../test/randomNumbers.ts";
import {
  type AttributionReport,
  createReport,
  knnShapleyMethod,
  MethodDataError,
  type MethodParameters,
  MethodParameterError,
  parseReport,
  parseSignedReport,
  recompute,
  REPORT_TYPES,
  reportDomain,
  ReportFormatError,
  ReportSignatureError,
  serializeReport,
  signReport,
  toReportStruct,
  UnknownMethodError,
} from "./index.ts";

const CONTRACT = { chainId: 31_337n, address: "0x5FbDB2315678afecb367f032d93F642f64180aa3" };
const METHODS = [knnShapleyMethod];
const ASSET = { id: 7n, version: 1 };

const accountOf = (number: number) => `0x${(number + 1).toString(16).padStart(40, "0")}`;
const toLines = (rows: readonly unknown[]) =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join("");

const DENSE: MethodParameters = {
  k: 3,
  units: "1000000",
  values: "rows",
  features: "dense",
  levels: 255,
  copyDistance: 0,
};
const WORDS: MethodParameters = {
  k: 3,
  units: "1000000",
  values: "rows",
  features: "words",
  copyPercent: 80,
};

describe("attribution reports", () => {
  let folder: string;

  const write = (file: string, rows: readonly unknown[]) => {
    writeFileSync(path.join(folder, file), toLines(rows));
  };

  /** Rows of some contributors, the last of whom copies the first. */
  function writeDense(contributors: number): void {
    const random = randomNumbers(contributors);
    const row = () => {
      const x = random(1_000) / 1_000;
      return { label: x > 0.5 ? "high" : "low", features: [x, random(1_000) / 1_000] };
    };
    const rows = Array.from({ length: 40 }, (_, i) => ({
      ...row(),
      contributor: accountOf(i % (contributors - 1)),
    }));
    const copies = rows
      .slice(0, 5)
      .map((each) => ({ ...each, contributor: accountOf(contributors - 1) }));
    write("training.jsonl", [...rows, ...copies]);
    write("tests.jsonl", Array.from({ length: 20 }, row));
  }

  const create = (parameters: MethodParameters) =>
    createReport({ asset: ASSET, method: knnShapleyMethod, parameters, folder });
  const again = (report: AttributionReport) => recompute({ report, methods: METHODS, folder });

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "sahara-report-"));
    writeDense(4);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  describe("createReport and recompute", () => {
    // ATT-5
    it("default: come to the same, from the text of the report", async () => {
      const { report, tree } = await create(DENSE);

      const read = parseReport(JSON.parse(serializeReport(report)));
      const { equal, tree: second } = await again(read);

      expect(equal).to.equal(true);
      expect(second.leaves).to.deep.equal(tree.leaves);
      expect(report.weights).to.deep.equal({ root: tree.root, units: "1000000", contributors: 3 });
      expect(report.data.copies).to.equal(5);
      expect(tree.leaves.map(({ account }) => BigInt(account))).not.to.include(4n);
    });

    it("args: values: contributors are valued exactly, or by sampling if they are many", async () => {
      const few = await create({ ...DENSE, values: "contributors" });
      writeDense(20);
      const sampling = { permutations: 50, seed: `0x${"07".repeat(32)}` };
      const many = await create({ ...DENSE, values: "contributors", ...sampling });

      expect(few.tree.leaves).to.have.length(3);
      expect(many.tree.units).to.equal(1_000_000n);
      expect(await again(many.report)).to.include({ equal: true });
      const other = {
        ...many.report,
        parameters: { ...many.report.parameters, seed: `0x${"08".repeat(32)}` },
      };
      expect(await again(other)).to.have.nested.property("difference.path", "weights.root");
    });

    it("args: features: words", async () => {
      const texts = [
        "buy cheap pills now",
        "win a cash prize now",
        "minutes of the meeting",
        "agenda for the meeting",
        "Minutes: of the MEETING",
      ];
      const labels = ["spam", "spam", "ham", "ham", "ham"];
      write(
        "training.jsonl",
        texts.map((text, i) => ({ text, label: labels[i], contributor: accountOf(i) })),
      );
      write("tests.jsonl", [
        { text: "cash now", label: "spam" },
        { text: "the meeting", label: "ham" },
      ]);

      const { report, tree } = await create({ ...WORDS, k: 1 });

      expect(report.utility).to.equal((10n ** 18n).toString());
      expect(report.data.copies).to.equal(1);
      expect(tree.leaves.some(({ index }) => index === 4n)).to.equal(false);
    });

    const falsehoods: Record<string, (report: AttributionReport) => AttributionReport> = {
      "data.root": (r) => ({ ...r, data: { ...r.data, root: `0x${"11".repeat(32)}` } }),
      "data.tests": (r) => ({ ...r, data: { ...r.data, tests: `0x${"11".repeat(32)}` } }),
      "data.copies": (r) => ({ ...r, data: { ...r.data, copies: 0 } }),
      utility: (r) => ({ ...r, utility: "1" }),
      "weights.contributors": (r) => ({ ...r, weights: { ...r.weights, contributors: 4 } }),
      "weights.units": (r) => ({ ...r, weights: { ...r.weights, units: "1" } }),
      "weights.root": (r) => ({ ...r, weights: { ...r.weights, root: `0x${"11".repeat(32)}` } }),
      "method.code": (r) => ({ ...r, method: { ...r.method, code: `0x${"11".repeat(32)}` } }),
    };
    for (const [falsehood, falsify] of Object.entries(falsehoods)) {
      it(`behavior: names ${falsehood} if that is the first difference`, async () => {
        const { report } = await create(DENSE);

        const result = await again(falsify(report));

        expect(result).to.include({ equal: false });
        expect(result).to.have.nested.property("difference.path", falsehood);
      });
    }

    it("behavior: a row that was moved shows in the root of the data, not only in the weights", async () => {
      const { report } = await create(DENSE);
      writeDense(5);

      expect(await again(report)).to.have.nested.property("difference.path", "data.root");
    });

    it("error: names a parameter that is missing, out of range or unknown", async () => {
      const faults: Record<string, MethodParameters> = {
        k: { ...DENSE, k: 0 },
        units: { ...DENSE, units: 5 },
        values: { ...DENSE, values: "both" },
        levels: { ...DENSE, levels: "255" },
        copyPercent: { ...DENSE, features: "words", copyPercent: 49 },
        extra: { ...DENSE, extra: 1 },
      };
      for (const [parameter, parameters] of Object.entries(faults)) {
        const fault = await create(parameters).catch((error: unknown) => error);
        expect(fault).to.be.instanceOf(MethodParameterError).with.property("parameter", parameter);
      }
    });

    it("error: names the line that is no row", async () => {
      const faults = {
        "is not JSON": "{",
        "is no object": "3",
        "has no label": '{"features":[1]}',
        "has no contributor": '{"label":1,"contributor":7,"features":[1]}',
        "has neither a text nor a list of features, or both": '{"label":1,"features":["1"]}',
      };
      for (const [problem, line] of Object.entries(faults)) {
        writeFileSync(path.join(folder, "tests.jsonl"), `{"label":1,"features":[1,2]}\n${line}\n`);
        const fault = await create(DENSE).catch((error: unknown) => error);
        expect(fault, problem)
          .to.be.instanceOf(MethodDataError)
          .with.property("file", "tests.jsonl, line 2,");
      }
      rmSync(path.join(folder, "tests.jsonl"));
      const fault = await create(DENSE).catch((error: unknown) => error);
      expect(fault).to.be.instanceOf(MethodDataError).with.property("file", "tests.jsonl");
    });

    it("error: names a method that is not known", async () => {
      const { report } = await create(DENSE);
      const other = { ...report, method: { ...report.method, name: "astrology" } };

      const fault = await again(other).catch((error: unknown) => error);

      expect(fault).to.be.instanceOf(UnknownMethodError).with.property("method", "astrology");
    });
  });

  describe("toReportStruct", () => {
    it("default: is hashed as the contract hashes it", async () => {
      const { report } = await create(DENSE);
      const struct = toReportStruct(report);

      const type =
        "AttributionReport(uint256 assetId,uint32 version,bytes32 methodHash,bytes32 dataRoot,bytes32 testRoot,bytes32 weightsRoot,uint256 utility,bytes32 reportRoot)";
      const types = [
        "bytes32",
        "uint256",
        "uint32",
        "bytes32",
        "bytes32",
        "bytes32",
        "bytes32",
        "uint256",
        "bytes32",
      ];
      const words = [keccak256(toUtf8Bytes(type)), ...Object.values(struct)];
      const hash = keccak256(AbiCoder.defaultAbiCoder().encode(types, words));

      expect(TypedDataEncoder.hashStruct("AttributionReport", REPORT_TYPES, struct)).to.equal(hash);
    });
  });

  describe("signReport and parseSignedReport", () => {
    it("default: a published report is read back, and its author is who signed", async () => {
      const author = Wallet.createRandom();
      const { report } = await create(DENSE);

      const signed = await signReport(report, author, CONTRACT);
      const read = parseSignedReport(JSON.parse(JSON.stringify(signed)));

      expect(read).to.deep.equal(signed);
      const digest = TypedDataEncoder.hash(
        reportDomain(CONTRACT),
        REPORT_TYPES,
        toReportStruct(report),
      );
      expect(author.signingKey.sign(digest).serialized).to.equal(signed.signature);
    });

    // ATT-6
    it("error: refuses a report that was changed anywhere after it was signed", async () => {
      const { report } = await create(DENSE);
      const signed = await signReport(report, Wallet.createRandom(), CONTRACT);
      const changed = [
        { ...signed, report: { ...report, utility: "1" } },
        { ...signed, report: { ...report, parameters: { ...report.parameters, k: 4 } } },
        { ...signed, report: { ...report, data: { ...report.data, copies: 6 } } },
        { ...signed, contract: { ...signed.contract, chainId: "1" } },
        { ...signed, author: accountOf(1) },
        { ...signed, signature: "0x00" },
        { ...signed, contract: { ...signed.contract, chainId: "one" } },
      ];
      for (const value of changed) {
        expect(() => parseSignedReport(value)).to.throw(ReportSignatureError);
      }
    });
  });

  describe("parseReport", () => {
    it("error: names the member that is not as it should be", async () => {
      const { report } = await create(DENSE);
      const faults: Record<string, unknown> = {
        report: null,
        format: { ...report, format: "other" },
        version: { ...report, version: 2 },
        "asset.id": { ...report, asset: { id: 7, version: 1 } },
        "weights.root": { ...report, weights: { ...report.weights, root: "0x" } },
        parameters: { ...report, parameters: [] },
        "report.extra": { ...report, extra: 1 },
      };
      for (const [member, value] of Object.entries(faults)) {
        expect(() => parseReport(value))
          .to.throw(ReportFormatError)
          .with.property("path", member);
      }
    });
  });
});
