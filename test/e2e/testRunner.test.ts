import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import path from "node:path";

import { expect } from "chai";

import { readLcov } from "../../scripts/readLcov.ts";
import { readTotals } from "../../scripts/testTotals.ts";

const HARDHAT_OUTPUT = `
Running Solidity tests

  test/token/Token.t.sol:TokenTest
    ✔ test_Mint()
    1) test_Burn()

Running Mocha tests

  Token
    ✔ says 3 passing

  3 passing (705ms)
  2 pending
  1 failing

6 passing (1 solidity, 5 mocha)
2 failing (1 solidity, 1 mocha)
1 skipped (1 solidity)
`;

const TRACEFILE = `TN:
SF:contracts/A.sol
DA:9,1
DA:10,4
DA:18,0
DA:19,1
LH:3
LF:4
end_of_record
SF:contracts/B.sol
DA:3,1
LH:1
LF:1
end_of_record
`;

/** Stands for a suite's program: builds at once, and tests longer than anybody waits, in a process of its own. */
const SLOW_SUITE = `#!/bin/sh
[ "$1" = build ] && exit
echo "$0 runs"
sleep 60
`;

const runScript = (script: string, ...args: string[]) =>
  spawnSync(process.execPath, ["--import", "tsx", `scripts/${script}`, ...args], {
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });

describe("readTotals", () => {
  it("adds Solidity's and Mocha's tests, and counts pending ones as skipped", () => {
    expect(readTotals(HARDHAT_OUTPUT)).to.deep.equal({ passed: 4, failed: 2, skipped: 3 });
  });

  it("finds nothing where no suite ended", () => {
    expect(readTotals("Error HHE910: Compilation failed")).to.deep.equal({
      passed: 0,
      failed: 0,
      skipped: 0,
    });
  });
});

describe("test runner", () => {
  it("refuses what is neither a suite nor a test file", () => {
    const { status, stderr } = runScript("test.ts", "test/Nothing.test.ts");

    expect(stderr).to.match(/^test: 'test\/Nothing\.test\.ts' is neither a suite nor a test file/);
    expect(status).to.equal(2);
  });

  it("told to end: ends its suite with all that it started, and begins no other", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "sahara-suites-"));
    for (const name of ["hardhat", "mocha"]) {
      writeFileSync(path.join(folder, name), SLOW_SUITE, { mode: 0o755 });
    }
    const runner = spawn(
      process.execPath,
      ["--import", "tsx", "scripts/test.ts", "packages", "e2e"],
      { env: { ...process.env, PATH: `${folder}:${process.env.PATH}` } },
    );
    let output = "";
    runner.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      if (output.includes("mocha runs")) runner.kill("SIGTERM");
    });

    // Closed is what nobody holds any more: the suite's processes write where the runner does.
    const [code] = (await once(runner, "close")) as [number];
    rmSync(folder, { recursive: true });

    expect(output).to.include("mocha runs").and.not.include("hardhat runs");
    expect(code).to.equal(128 + constants.signals.SIGTERM);
  }).timeout(50_000);
});

describe("coverage gate", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "sahara-coverage-"));
    writeFileSync(path.join(folder, "lcov.info"), TRACEFILE);
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const runGate = (min: string, file = "lcov.info") =>
    runScript("coverageGate.ts", "--min", min, "--lcov", path.join(folder, file));

  it("reads executed and executable lines of each file", () => {
    expect(readLcov(TRACEFILE)).to.deep.equal([
      { path: "contracts/A.sol", hit: 3, found: 4 },
      { path: "contracts/B.sol", hit: 1, found: 1 },
    ]);
  });

  it("given enough lines: passes", () => {
    const { status, stdout } = runGate("80");

    expect(stdout).to.include(" 75.00 %  contracts/A.sol\n").and.include("80.00 % (4 of 5 lines)");
    expect(status).to.equal(0);
  });

  it("given too few lines, or no tracefile: fails", () => {
    expect(runGate("80.1").status).to.equal(1);
    expect(runGate("80", "absent").status).to.equal(1);
  });
});

describe("npm scripts", () => {
  it("are all described in the launcher's list", () => {
    const { scripts, sahara } = JSON.parse(readFileSync("package.json", "utf8")) as {
      scripts: Record<string, string>;
      sahara: { scripts: Record<string, string> };
    };

    expect(Object.keys(sahara.scripts)).to.have.members(Object.keys(scripts));
  });
});
