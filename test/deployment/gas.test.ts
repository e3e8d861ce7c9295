import { expect } from "chai";

import { findBreaches, GAS_CEILINGS } from "../../scripts/gas/ceilings.ts";
import { comparePeers, findUnmeasured } from "../../scripts/gas/comparePeers.ts";
import { compareReports, formatDifferences } from "../../scripts/gas/compareReports.ts";
import { formatGasReport, type GasReport, readGasReport } from "../../scripts/gas/GasReport.ts";
import { renderBenchmarks } from "../../scripts/gas/renderBenchmarks.ts";

const PAGE = `# Gas
<!-- Written by ./sahara gas: begin -->
stale
<!-- Written by ./sahara gas: end -->
The end.
`;

/** A report in which everything takes exactly what it may. */
const createReport = (gas: GasReport["gas"] = {}): GasReport => ({
  gas: { ...GAS_CEILINGS, registerDerivativeDepth16: 288_400, ...gas },
  bytecodeSizes: { RevenueLedger: 16_384 },
});

describe("gas report", () => {
  describe("findBreaches", () => {
    it("finds none at the ceilings", () => {
      expect(findBreaches(createReport())).to.deep.equal([]);
    });

    it("finds none in the committed figures, the thousandth open job included (JOB-13)", () => {
      const report = readGasReport("benchmarks/gas.json");

      expect(report.gas).to.include.keys("jobPostFundAssign", "jobPostFundAssignAt1000Open");
      expect(findBreaches(report)).to.deep.equal([]);
    });

    it("names what is one above, in gas and in bytes", () => {
      const report = createReport({ payErc20Steady: 55_001, registerDerivativeDepth16: 288_401 });
      report.bytecodeSizes.RevenueLedger = 16_385;

      expect(findBreaches(report)).to.deep.equal([
        "payErc20Steady takes 55001 gas; its ceiling is 55000",
        "registerDerivativeDepth16 takes 288401 gas; its ceiling is 288400",
        "RevenueLedger has 16385 bytes; the ceiling is 16384",
      ]);
    });

    it("names a scenario that nobody measures any more", () => {
      const { claimSteady: _, ...gas } = createReport().gas;

      expect(findBreaches({ gas, bytecodeSizes: {} })).to.deep.equal([
        "claimSteady has a ceiling and was not measured",
      ]);
    });
  });

  describe("comparePeers", () => {
    const sections = () =>
      comparePeers({ listOnChain: 60_000, buyOnChain: 127_000, seaportValidate: 71_000 });
    const rowOf = (operation: string) =>
      sections()
        .flatMap(({ rows }) => rows)
        .find((row) => row.operation === operation)!;

    it("tells what was measured from what is known", () => {
      expect(rowOf("list on chain").theirs).to.deep.equal([
        { gas: 71_000, measured: true, ratio: 60_000 / 71_000 },
        { gas: 71_000, measured: true, ratio: 60_000 / 71_000 },
        { gas: 50_013, measured: false, ratio: 60_000 / 50_013 },
      ]);
    });

    it("adds up several transactions, if each was measured", () => {
      const { ours, theirs } = rowOf("list on chain, and buy");

      expect(ours).to.equal(187_000);
      expect(theirs[0]).to.deep.equal({ gas: undefined, measured: true, ratio: undefined });
    });

    it("has one figure, or a gap, for each peer", () => {
      for (const { peers, rows } of sections()) {
        for (const { theirs } of rows) expect(theirs).to.have.length(peers.length);
      }
    });

    it("names what no scenario measured, so that no figure is anything but a transaction's", () => {
      const unmeasured = findUnmeasured({ cancelAll: 45_000 });

      expect(unmeasured).to.include("seaportCancelAll (cancel all orders) was not measured");
      expect(unmeasured).to.not.include("cancelAll (cancel all orders) was not measured");
    });
  });

  describe("compareReports", () => {
    it("finds nothing in equal reports", () => {
      expect(compareReports(createReport(), createReport())).to.deep.equal([]);
    });

    it("finds and shows what changed, came and went", () => {
      const old = { gas: { a: 1_000, b: 5 }, bytecodeSizes: { Ledger: 200 } };
      const now = { gas: { a: 1_100, c: 7 }, bytecodeSizes: { Ledger: 190 } };

      const differences = compareReports(old, now);

      expect(formatDifferences(differences).split("\n")).to.deep.equal([
        "scenario               old        new  delta",
        "a                     1000       1100  +100 (10.00 %)",
        "b                        5          -  gone",
        "c                        -          7  new",
        "bytes of Ledger        200        190  -10 (-5.00 %)",
      ]);
    });
  });

  it("formatGasReport sorts the scenarios and puts the sizes last", () => {
    const text = formatGasReport({ gas: { b: 2, a: 1 }, bytecodeSizes: { Z: 4, Y: 3 } });

    expect(Object.entries(JSON.parse(text) as object)).to.deep.equal([
      ["a", 1],
      ["b", 2],
      ["bytecodeSizes", { Y: 3, Z: 4 }],
    ]);
  });

  describe("renderBenchmarks", () => {
    it("replaces what is between the markers, and only that", () => {
      const page = renderBenchmarks(PAGE, createReport());

      expect(page).to.match(/^# Gas\n<!-- .*: begin -->\n\n## Beside/);
      expect(page).to.match(/\n\n<!-- .*: end -->\nThe end\.\n$/);
      expect(page).to.not.include("stale");
      expect(renderBenchmarks(page, createReport())).to.equal(page);
    });

    it("sets the cells we lose in bold, and lists them", () => {
      const page = renderBenchmarks(PAGE, createReport());
      const losses = page.split("## Where a peer is cheaper")[1]?.split("## All scenarios")[0];

      expect(page).to.include(
        "| pay, by a call | `payErc20Steady` | 55,000 | 34,383 | **1.60** | 93,644 | 0.59 |",
      );
      expect(losses).to.include(
        "| pay, by a call | 0xSplits v2 (pull) | 34,383 | 55,000 | **1.60** |",
      );
      expect(losses).to.not.include("Drips | 93,644");
    });

    it("says so where a ceiling is missed", () => {
      const page = renderBenchmarks(PAGE, createReport({ claimSteady: 55_001 }));

      expect(page).to.include("| `claimSteady` | 55,001 | 55,000 **missed** |");
      expect(page).to.include("| `payErc20Steady` | 55,000 | 55,000 |");
    });

    it("refuses a page without markers", () => {
      expect(() => renderBenchmarks("# Gas\n", createReport())).to.throw("the page has no markers");
    });
  });
});
