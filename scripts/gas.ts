import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { findBreaches } from "./gas/ceilings.ts";
import { findUnmeasured } from "./gas/comparePeers.ts";
import { compareReports, formatDifferences } from "./gas/compareReports.ts";
import { formatGasReport, readGasReport, writeGasReport, type GasReport } from "./gas/GasReport.ts";
import { renderBenchmarks } from "./gas/renderBenchmarks.ts";

const USAGE = `Usage: ./sahara gas [options]

Measures the gas of named scenarios on an in-process chain, those of peers whose npm packages ship
them built too, and the bytecode of every contract. Writes
benchmarks/gas.json and the tables of docs/benchmarks.md. Ends with exit code 1 when a ceiling is passed,
or when a comparison names what nobody measures.

Options:
  --check       writes nothing; also fails when a number or a table differs from the committed one
  --json        writes nothing; prints what was measured
  --no-compile  measures the contracts as they were compiled last
  --help        prints this`;

const REPORT = "benchmarks/gas.json";
const PAGE = "docs/benchmarks.md";

async function measure(compile: boolean): Promise<GasReport> {
  // Imported here, so that --help does not wait for Hardhat.
  const { tasks } = await import("hardhat");
  if (compile) await tasks.getTask("build").run({ quiet: true });
  const { measureGas } = await import("./gas/measureGas.ts");
  const { measureBytecode } = await import("./gas/measureBytecode.ts");

  const gas = await measureGas((group) => {
    console.error(`measuring ${group} ...`);
  });
  return {
    gas: Object.fromEntries(Object.entries(gas).map(([name, used]) => [name, Number(used)])),
    bytecodeSizes: await measureBytecode(),
  };
}

function reportChanges(report: GasReport): boolean {
  const differences = compareReports(readGasReport(REPORT), report);
  if (differences.length === 0) {
    console.log("All numbers are the committed ones.");
  } else {
    console.log(formatDifferences(differences));
  }
  return differences.length > 0;
}

/** Says what differs from the committed files and changes none of them. */
function check(report: GasReport): boolean {
  const changed = reportChanges(report);
  const page = readFileSync(PAGE, "utf8");
  const stale = renderBenchmarks(page, report) !== page;
  if (stale) console.error(`gas: the tables of ${PAGE} are stale.`);
  if (changed || stale) console.error("gas: run ./sahara gas and commit what it writes.");
  return !changed && !stale;
}

function write(report: GasReport): void {
  reportChanges(report);
  writeGasReport(REPORT, report);
  writeFileSync(PAGE, renderBenchmarks(readFileSync(PAGE, "utf8"), report));
  console.log(`Wrote ${REPORT} and ${PAGE}.`);
}

const { values } = parseArgs({
  options: {
    check: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    "no-compile": { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

if (values.help) {
  console.log(USAGE);
} else {
  const report = await measure(!values["no-compile"]);
  const breaches = [...findBreaches(report), ...findUnmeasured(report.gas)];
  if (values.json) process.stdout.write(formatGasReport(report));
  const current = !values.check || check(report);
  if (!values.check && !values.json) write(report);

  for (const breach of breaches) console.error(`gas: ${breach}.`);
  if (!current || breaches.length > 0) process.exitCode = 1;
}
