import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";

/** Compiles the programs that come with the node, for data that nobody gets, to WebAssembly. */
const FOLDER = path.join("packages", "node", "programs");
/** What they import from the node: no program itself. */
const ABI = "sahara.ts";
/** Small and without a runtime of its own: nothing is imported but what the node grants. */
const OPTIONS = ["-O3", "--runtime", "stub", "--noAssert", "--use", "abort="];

const sources = readdirSync(FOLDER).filter((name) => name.endsWith(".ts") && name !== ABI);
for (const source of sources) {
  const output = path.join(FOLDER, "build", source.replace(/ts$/, "wasm"));
  // As a program: its types would change those of arrays everywhere.
  execFileSync("asc", [path.join(FOLDER, source), "-o", output, ...OPTIONS], { stdio: "inherit" });
  console.log(`Wrote ${output}.`);
}
