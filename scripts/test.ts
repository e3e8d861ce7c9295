import { existsSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

import { findChromium } from "./findChromium.ts";
import { listFiles } from "./listFiles.ts";
import { runShown } from "./runShown.ts";
import { readTotals, type Totals } from "./testTotals.ts";

const USAGE = `Usage: ./sahara test [suite or file ...] [options]

Runs the named suites or test files, or everything. Suites:
  contracts   Solidity and Mocha tests of the contracts, on the in-process chain
  packages    Mocha tests beside the sources of packages/ and bench/
  ocr         the model that reads images, which is an optional package
  onnx        the model that runs ONNX files, whose runtime is installed apart
  e2e         whole processes: launcher, scripts, journeys
  packaging   the packed packages in an empty project, in Node.js and in a browser

Options:
  --grep <text>  only tests whose name matches
  --coverage     measures the line coverage of the contracts by their own tests, into coverage/
  --all          a suite that lacks its tool fails instead of being left out; the default when CI=true
  --help         prints this`;

const OCR_TEST = path.join("packages", "node", "src", "models", "imageText.test.ts");
const ONNX_TEST = path.join("packages", "node", "src", "models", "onnxModel.test.ts");
const ONNX_FOLDER = path.join(".toolchain", "onnxruntime");
const PACKAGING_TEST = path.join("test", "e2e", "packaging.test.ts");
const E2E_FOLDER = path.join("test", "e2e") + path.sep;

/** They run whole programs, over contracts whose every line has tests of its own. */
const BESIDE_COVERAGE = ["deployment", "orderbook", "sdk"].map(
  (name) => path.join("test", name) + path.sep,
);

type Suite = {
  name: string;
  files: () => string[];
  command: readonly string[];
  /** Reads the build of the contracts, which is made once, before the first of these. */
  needsBuild?: true;
  /** Says what is missing on this machine and how to get it. */
  lacks?: () => string | undefined;
};

const isMochaTest = (file: string) => file.endsWith(".test.ts");
const isSolidityTest = (file: string) => file.endsWith(".t.sol");

/** The suite with a lane of its own: it has one core, the others, which follow each other, have the second. */
const APART = "contracts";

const BUILD = ["hardhat", "build"];
const BUILT = "--no-compile";

const packageTests = () => [...listFiles("packages"), ...listFiles("bench")].filter(isMochaTest);

const hardhatTests = () =>
  listFiles("test").filter((file) => isMochaTest(file) || isSolidityTest(file));

const SUITES: readonly Suite[] = [
  {
    name: "contracts",
    files: () => hardhatTests().filter((file) => !file.startsWith(E2E_FOLDER)),
    command: ["hardhat", "test"],
    needsBuild: true,
  },
  {
    name: "packages",
    files: () => packageTests().filter((file) => file !== OCR_TEST && file !== ONNX_TEST),
    command: ["mocha"],
  },
  {
    name: "ocr",
    files: () => packageTests().filter((file) => file === OCR_TEST),
    command: ["mocha"],
    lacks: () =>
      ["tesseract.js", "@tesseract.js-data/eng"].every((name) =>
        existsSync(path.join("node_modules", name)),
      )
        ? undefined
        : "needs Tesseract, 60 MB (npm install --include=optional)",
  },
  {
    name: "onnx",
    files: () => packageTests().filter((file) => file === ONNX_TEST),
    command: ["mocha"],
    lacks: () =>
      existsSync(path.join(ONNX_FOLDER, "node_modules", "onnxruntime-node"))
        ? undefined
        : `needs ONNX Runtime, 291 MB (npm install --prefix ${ONNX_FOLDER} --ignore-scripts onnxruntime-node@1.30.0)`,
  },
  {
    name: "e2e",
    files: () =>
      hardhatTests().filter((file) => file.startsWith(E2E_FOLDER) && file !== PACKAGING_TEST),
    command: ["hardhat", "test"],
    needsBuild: true,
  },
  {
    name: "packaging",
    files: () => hardhatTests().filter((file) => file === PACKAGING_TEST),
    command: ["hardhat", "test"],
    needsBuild: true,
    lacks: () =>
      findChromium() === undefined
        ? "needs Chromium (Debian: apt-get install chromium; or set SAHARA_CHROMIUM)"
        : undefined,
  },
];

type Run = { suite: Suite; files: string[] };

class UsageError extends Error {}

/** Turns suite names and files into runs, in the order of SUITES. */
function selectRuns(names: readonly string[]): Run[] {
  const runs = SUITES.map((suite) => ({ suite, files: suite.files() }));
  if (names.length === 0) return runs;

  const wanted = new Set(names.map(toSuiteOrFile));
  const chosen = runs.map(({ suite, files }) => ({
    suite,
    files: wanted.delete(suite.name) ? files : files.filter((file) => wanted.delete(file)),
    named: names.includes(suite.name),
  }));
  for (const name of wanted) {
    throw new UsageError(`'${name}' is neither a suite nor a test file. Run ./sahara test --help.`);
  }
  return chosen.filter(({ files, named }) => named || files.length > 0);
}

/** One round of each random test: more of the same operations reach no further line. */
function coverageRuns(): Run[] {
  process.env.SAHARA_SEED ??= "1";
  return selectRuns(["contracts"]).map(({ suite, files }) => ({
    suite,
    files: files.filter((file) => !BESIDE_COVERAGE.some((folder) => file.startsWith(folder))),
  }));
}

/** Files may be named from the folder in which the command was typed. */
function toSuiteOrFile(name: string): string {
  if (SUITES.some((suite) => suite.name === name)) return name;
  return path.relative(process.cwd(), path.resolve(process.env.INIT_CWD ?? "", name));
}

type RunOptions = { options: readonly string[]; mayBeEmpty: boolean };

type Outcome = { totals: Totals; fault: string | undefined; seconds: number };

/** Runs one suite. A run that ends badly or executes nothing counts as a failure of its own. */
async function runSuite(
  { suite, files }: Run,
  { options, mayBeEmpty }: RunOptions,
  show: (chunk: Buffer) => void,
): Promise<Outcome> {
  const start = performance.now();
  const { output, exitCode } = await runShown([...suite.command, ...options, ...files], show);
  const totals = readTotals(output);

  let fault: string | undefined;
  if (exitCode !== 0 && totals.failed === 0) fault = `ended with exit code ${exitCode}`;
  if (exitCode === 0 && totals.passed + totals.skipped === 0 && !mayBeEmpty) fault = "ran no test";
  if (fault !== undefined) totals.failed += 1;
  return { totals, fault, seconds: Math.round((performance.now() - start) / 1000) };
}

const write = (chunk: Buffer) => void process.stdout.write(chunk);

/** Keeps what a suite says until it is opened, and shows it as it comes from then on. */
function createCurtain() {
  let kept: Buffer[] | undefined = [];
  return {
    show: (chunk: Buffer): void => {
      if (kept === undefined) write(chunk);
      else kept.push(chunk);
    },
    open: (): void => {
      write(Buffer.concat(kept ?? []));
      kept = undefined;
    },
  };
}

/** Runs suites one after the other. Each answer shows its suite's output from then on, and waits for its end. */
function startLane(
  runs: readonly Run[],
  start: (run: Run, show: (chunk: Buffer) => void) => Promise<Outcome>,
): Map<string, () => Promise<Outcome>> {
  let previous: Promise<unknown> = Promise.resolve();
  return new Map(
    runs.map((run) => {
      const curtain = createCurtain();
      const result = previous.then(() => start(run, curtain.show));
      previous = result;
      const finish = () => {
        curtain.open();
        return result;
      };
      return [run.suite.name, finish];
    }),
  );
}

/** Starts all suites; see APART. What needs the build waits for it, and fails where it fails. */
function startSuites(
  runs: readonly Run[],
  given: RunOptions,
  coverage: boolean,
): Map<string, () => Promise<Outcome>> {
  // Instrumented code has a build of its own, which the run makes.
  const builds = !coverage && runs.some(({ suite }) => suite.needsBuild);
  const built = builds
    ? runShown(BUILD, write).then(({ exitCode }) => exitCode === 0)
    : Promise.resolve(true);

  const start = async (run: Run, show: (chunk: Buffer) => void): Promise<Outcome> => {
    if (!run.suite.needsBuild || coverage) return await runSuite(run, given, show);
    if (await built) {
      return await runSuite(run, { ...given, options: [BUILT, ...given.options] }, show);
    }
    const totals = { passed: 0, failed: 1, skipped: 0 };
    return { totals, fault: "the contracts can't be built", seconds: 0 };
  };
  const isApart = ({ suite }: Run) => suite.name === APART;
  return new Map([
    ...startLane(runs.filter(isApart), start),
    ...startLane(
      runs.filter((run) => !isApart(run)),
      start,
    ),
  ]);
}

const describe = ({ passed, failed, skipped }: Totals) =>
  `${passed} passed, ${failed} failed` + (skipped > 0 ? `, ${skipped} skipped` : "");

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      grep: { type: "string" },
      coverage: { type: "boolean", default: false },
      all: { type: "boolean", default: process.env.CI === "true" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }

  const options = [
    ...(values.coverage ? ["--coverage"] : []),
    ...(values.grep === undefined ? [] : ["--grep", values.grep]),
  ];
  const runs = values.coverage ? coverageRuns() : selectRuns(positionals);

  const lackOf = ({ suite, files }: Run) =>
    files.length === 0 ? "has no test files" : suite.lacks?.();
  const finishes = startSuites(
    runs.filter((run) => lackOf(run) === undefined),
    { options, mayBeEmpty: values.grep !== undefined },
    values.coverage,
  );

  const sum: Totals = { passed: 0, failed: 0, skipped: 0 };
  const report: string[] = [];
  for (const run of runs) {
    const label = run.suite.name.padEnd(10);
    const finish = finishes.get(run.suite.name);
    if (finish === undefined) {
      if (values.all) sum.failed += 1;
      report.push(`${label} ${values.all ? "FAILED" : "left out"}: ${lackOf(run) ?? ""}`);
      continue;
    }

    console.log(`\n== ${run.suite.name}: ${run.files.length} files\n`);
    const { totals, fault, seconds } = await finish();
    sum.passed += totals.passed;
    sum.failed += totals.failed;
    sum.skipped += totals.skipped;
    const note = fault === undefined ? "" : ` - ${fault}`;
    report.push(`${label} ${describe(totals)} (${seconds} s)${note}`);
  }

  console.log(`\n${report.join("\n")}\n\n${describe(sum)}`);
  if (sum.failed > 0) process.exitCode = 1;
}

await main().catch((error: unknown) => {
  const isUsage =
    error instanceof UsageError ||
    (error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_"));
  console.error(isUsage ? `test: ${error.message}` : error);
  process.exitCode = isUsage ? 2 : 1;
});
