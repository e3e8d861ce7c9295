import { NETWORK_OPTIONS, NETWORK_USAGE } from "./lib/networkOptions.ts";
import { runScript } from "./lib/runScript.ts";

const USAGE = `Usage: ./sahara verifyDeployment --network <name> [options]

Compares a deployment with the sources: the code at each address, which contract knows which, and who holds which role.
Ends with exit code 1 when something is not as it should be.

Options:
${NETWORK_USAGE}
  --from <file>         the export to verify (default: where ./sahara deploy wrote it)
  --no-compile          compares with the contracts as they were compiled last
  --help                prints this`;

await runScript({
  name: "verifyDeployment",
  usage: USAGE,
  options: {
    ...NETWORK_OPTIONS,
    from: { type: "string" },
    "no-compile": { type: "boolean", default: false },
  },
  run: async ({ from, "no-compile": compiled, ...values }) => {
    const { connectNetwork } = await import("./lib/connectNetwork.ts");
    const { buildContracts } = await import("./lib/buildContracts.ts");
    const { exportFile } = await import("./lib/deploymentFiles.ts");
    const { verifyDeployment } = await import("./lib/verify/verifyDeployment.ts");
    const network = await connectNetwork({ network: "localhost", ...values });
    if (!compiled) await buildContracts();
    await verifyDeployment(network, from ?? exportFile(network));
  },
});
