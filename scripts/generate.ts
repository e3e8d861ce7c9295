import { execFileSync, spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { parseArgs } from "node:util";

const USAGE = `Usage: ./sahara generate [--check]

Writes all committed files that are made from others, anew and from nothing, so that none of a deleted source stays.

Options:
  --check  fails when git sees a difference afterwards: then commit what this command wrote
  --help   prints this`;

/** Each path with the command that writes it. Paths that share a command are written by one run of it. */
const GENERATED = [
  { path: "typechain-types", command: "hardhat build" },
  { path: "deploy/abi", command: "tsx scripts/exportDeployment.ts --abis" },
  { path: "packages/node/programs/build", command: "tsx scripts/buildPrograms.ts" },
] as const;

const { values } = parseArgs({
  options: {
    check: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

if (values.help) {
  console.log(USAGE);
} else {
  process.exitCode = generate() && (!values.check || isCommitted()) ? 0 : 1;
}

function generate(): boolean {
  for (const { path } of GENERATED) rmSync(path, { recursive: true, force: true });
  const commands = new Set(GENERATED.map(({ command }) => command));
  return [...commands].every((command) => {
    const [program = "", ...args] = command.split(" ");
    return spawnSync(program, args, { stdio: "inherit" }).status === 0;
  });
}

function isCommitted(): boolean {
  const paths = GENERATED.map(({ path }) => path);
  const changes = execFileSync("git", ["status", "--porcelain", "--", ...paths], {
    encoding: "utf8",
  });
  if (changes === "") return true;
  console.error(`${changes}generate: the files above are stale. Commit what this command wrote.`);
  return false;
}
