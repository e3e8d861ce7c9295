import { runGateway } from "./runGateway.ts";

process.exitCode = await runGateway(process.argv.slice(2), process.env);
