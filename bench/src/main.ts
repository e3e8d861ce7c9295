import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { BENCHMARKS, isBenchmarkName, type BenchmarkName } from "./benchmarks.ts";
import { renderPage } from "./report/renderPage.ts";
import { readResults, resultFile } from "./report/results.ts";

const USAGE = `Usage: ./sahara bench [name ...] [options]

Measures what runs off the chain, beside its peers, and writes bench/results/<name>.json and the tables of
docs/benchmarks-offchain.md; and what runs on the chain beside peers. Takes all that is named, or everything:
  calls       paid calls of a node end to end, beside @x402/hono and beside no payment
  signatures  vouchers verified, receipts signed, digests, beside ethers and viem
  tree        the tree of a lane's receipts
  attribution what data are worth, and copies among them, beside minhash and a library for distances
  storage     files encrypted, added to a store and fetched, beside the libraries of IPFS; one file of 4 GiB,
              for which 13 GiB have to be free
  compute     rows through a program that nobody trusts, beside the same program trusted
  peers       gas of sales and licences on a chain in this process, beside Seaport and Unlock; it is the same on any
              machine, so it is printed and not kept: ./sahara gas writes these figures to docs/benchmarks.md

Options:
  --seconds <n>  how long each measurement takes (default 10)
  --repeats <n>  how often each is made; the medians count (default 3)
  --json         writes nothing; prints what was measured
  --help         prints this

Other work on the machine makes the figures worse: its load is noted in the results.`;

/** Measured in gas, and so without options. */
const PEERS = "peers";
const PAGE = "docs/benchmarks-offchain.md";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: "string", default: "10" },
    repeats: { type: "string", default: "3" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

async function measure(name: BenchmarkName, options: { seconds: number; repeats: number }) {
  const progress = (text: string) => {
    console.error(`${name}: ${text} ...`);
  };
  const report = await BENCHMARKS[name]({ ...options, progress });
  const json = `${JSON.stringify(report, null, 2)}\n`;
  if (values.json) process.stdout.write(json);
  else writeFileSync(resultFile(name), json);
}

async function showPeers() {
  // Imported here, so that nothing else waits for Hardhat.
  const { tasks } = await import("hardhat");
  await tasks.getTask("build").run({ quiet: true });
  const { measurePeers } = await import("./peers/measurePeers.ts");
  const { formatPeers } = await import("./peers/formatPeers.ts");
  const gas = await measurePeers((group) => {
    console.error(`${PEERS}: ${group} ...`);
  });
  console.log(values.json ? JSON.stringify(gas, null, 2) : formatPeers(gas));
}

function parseCount(option: string, text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) {
    throw new RangeError(`--${option} must be a whole number of at least 1.`);
  }
  return count;
}

if (values.help) {
  console.log(USAGE);
} else {
  const unknown = positionals.find((name) => !isBenchmarkName(name) && name !== PEERS);
  if (unknown !== undefined) {
    console.error(`bench: there is no benchmark "${unknown}".\n\n${USAGE}`);
    process.exit(2);
  }
  const options = {
    seconds: parseCount("seconds", values.seconds),
    repeats: parseCount("repeats", values.repeats),
  };
  const names = positionals.length === 0 ? [...Object.keys(BENCHMARKS), PEERS] : positionals;
  const kept = names.filter(isBenchmarkName);
  for (const name of kept) await measure(name, options);
  if (kept.length > 0 && !values.json) {
    writeFileSync(PAGE, renderPage(readFileSync(PAGE, "utf8"), readResults()));
    console.log(`Wrote bench/results/ and ${PAGE}.`);
  }
  if (names.includes(PEERS)) await showPeers();
}
