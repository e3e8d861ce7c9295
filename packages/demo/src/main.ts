import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { dividesPrice } from "./chapters/auctionModel.ts";
import { dividesUp } from "./chapters/claimMails.ts";
import { isAllThere } from "./chapters/countMarket.ts";
import { addsUp } from "./chapters/countMeter.ts";
import { isShared } from "./chapters/decideFee.ts";
import { isWholePrice } from "./chapters/sellUnits.ts";
import { createProgress } from "./progress.ts";
import { renderReport } from "./report/renderReport.ts";
import { renderSummary } from "./report/renderSummary.ts";
import { runDemo } from "./runDemo.ts";

const HELP = `Usage: ./sahara demo [--out <folder>]

Real mail, each with a contributor of its own, becomes a data set, a model and an agent. The corpus
is encrypted; a licensee gets its key from custodians, somebody else does not, and copying a
neighbour's mail earns nothing. An analyst gets a noisy answer and no mail. Two operators serve the
models from nodes of their own; customers make thousands of paid calls and prove receipts; an operator
that lies is slashed; contributors claim by Merkle proof; a model is auctioned; a stolen copy is frozen
and its buyer refunded; holders vote on a fee, and those who stake earn it; the ledger is replayed. It
takes a minute or two.
The contracts are those of typechain-types/: run ./sahara build first to see changed ones. Needs no network.

  --out <folder>   where report.html and summary.json go (default: out/demo)
  --help           this text
`;

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { out: { type: "string" }, help: { type: "boolean", short: "h" } },
  });
  if (values.help === true) {
    process.stdout.write(HELP);
    return;
  }
  const out =
    values.out === undefined
      ? path.join(ROOT, "out", "demo")
      : path.resolve(process.env.INIT_CWD ?? process.cwd(), values.out);
  await mkdir(out, { recursive: true });

  const progress = createProgress();
  const story = await runDemo(progress);
  await writeFile(path.join(out, "report.html"), renderReport(story));
  await writeFile(path.join(out, "summary.json"), renderSummary(story));
  progress.end();

  const { conservation, contributors, meter } = story;
  const shown = path.relative(process.cwd(), out);
  process.stdout.write(`\nReport   ${shown}/report.html\nSummary  ${shown}/summary.json\n`);
  if (
    conservation.paid !== conservation.claimed + conservation.held ||
    conservation.mismatches.length > 0 ||
    !dividesUp(contributors) ||
    !addsUp(meter) ||
    !isShared(story.vote) ||
    !isWholePrice(story.unitSale) ||
    !dividesPrice(story.auction) ||
    !isAllThere(story.market)
  ) {
    process.stderr.write("Ledger, shares, meter or market do not add up; the report says where.\n");
    process.exitCode = 1;
  }
}

await main();
