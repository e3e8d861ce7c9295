// In the repository this package runs from TypeScript source; packed, it runs from dist/. npm has no manifest field for
// that difference, so `prepack` builds dist/ and writes `publishConfig` over the manifest, and `postpack` puts the
// original back. An interrupted run is repaired by the next one, or by `npm run postpack`.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const PACKAGE = path.dirname(import.meta.dirname);
const MANIFEST = path.join(PACKAGE, "package.json");
const ORIGINAL = path.join(PACKAGE, "dist", "package.source.json");

const STEPS = { prepack: [requireDestination, restore, build, publish], postpack: [restore] };

const [step = ""] = process.argv.slice(2);
if (!(step in STEPS)) throw new Error("Usage: node scripts/pack.mjs prepack | postpack");
for (const run of STEPS[step]) run();

/** npm finds out only after `prepack`, and does not run `postpack` then. */
function requireDestination() {
  const destination = process.env.npm_config_pack_destination;
  if (destination && !existsSync(destination)) {
    throw new Error(`The folder ${destination} does not exist. Make it first.`);
  }
}

function restore() {
  if (existsSync(ORIGINAL)) renameSync(ORIGINAL, MANIFEST);
}

function build() {
  rmSync(path.join(PACKAGE, "dist"), { recursive: true, force: true });
  const { status } = spawnSync("tsc", ["-p", "tsconfig.pack.json"], {
    cwd: PACKAGE,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error("The SDK does not compile.");
}

function publish() {
  const manifest = JSON.parse(readFileSync(MANIFEST, "utf8"));
  copyFileSync(MANIFEST, ORIGINAL);
  const { publishConfig, ...packed } = manifest;
  writeFileSync(MANIFEST, `${JSON.stringify({ ...packed, ...publishConfig }, null, 2)}\n`);
}
