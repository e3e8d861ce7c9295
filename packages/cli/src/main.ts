import { processIo } from "./processIo.ts";
import { run } from "./run.ts";

// Set rather than exited with, so that long output reaches a slow pipe.
process.exitCode = await run(process.argv.slice(2), processIo());
