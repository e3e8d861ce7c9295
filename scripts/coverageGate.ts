import { existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { readLcov } from "./readLcov.ts";

const USAGE = `Usage: ./sahara coverage [options]

Measures the line coverage of the contracts and fails when it is too low. The report opens from
coverage/html/index.html.

Options:
  --min <percent>  the least that passes (default 95)
  --lcov <file>    the tracefile to read (default coverage/lcov.info)
  --help           prints this`;

const percent = (hit: number, found: number) => (found === 0 ? 100 : (100 * hit) / found);

const { values } = parseArgs({
  options: {
    min: { type: "string", default: "95" },
    lcov: { type: "string", default: "coverage/lcov.info" },
    help: { type: "boolean", default: false },
  },
});

if (values.help) {
  console.log(USAGE);
} else if (!existsSync(values.lcov)) {
  console.error(`coverage: there is no ${values.lcov}. Run ./sahara coverage.`);
  process.exitCode = 1;
} else {
  const files = readLcov(readFileSync(values.lcov, "utf8"));
  for (const { path, hit, found } of files.filter((file) => file.hit < file.found)) {
    console.log(`${percent(hit, found).toFixed(2).padStart(6)} %  ${path}`);
  }

  const hit = files.reduce((sum, file) => sum + file.hit, 0);
  const found = files.reduce((sum, file) => sum + file.found, 0);
  const enough = found > 0 && percent(hit, found) >= Number(values.min);
  console.log(
    `Line coverage of the contracts: ${percent(hit, found).toFixed(2)} % (${hit} of ${found} lines); ` +
      `at least ${values.min} % is required.`,
  );
  if (!enough) process.exitCode = 1;
}
