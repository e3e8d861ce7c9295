import { NETWORK_OPTIONS, NETWORK_USAGE } from "./lib/networkOptions.ts";
import { runScript } from "./lib/runScript.ts";

const USAGE = `Usage: ./sahara exportDeployment --network <name> [options]
       ./sahara exportDeployment --abis

Writes where the contracts of a deployment are, as JSON {chainId, startBlock, addresses}, for dApps and the SDK.

Options:
${NETWORK_USAGE}
  --out <file>          where to (default: beside the journal for a local chain, deploy/addresses/<chain id>.json else)
  --abis                writes deploy/abi/<Contract>.json from the compiled contracts instead; needs no chain
  --help                prints this`;

await runScript({
  name: "exportDeployment",
  usage: USAGE,
  options: {
    ...NETWORK_OPTIONS,
    out: { type: "string" },
    abis: { type: "boolean", default: false },
  },
  run: async ({ out, abis, ...values }) => {
    if (abis) {
      const { writeAbis } = await import("./lib/writeAbis.ts");
      console.log(`Wrote ${await writeAbis("deploy/abi")} ABIs to deploy/abi.`);
      return;
    }
    const { connectNetwork } = await import("./lib/connectNetwork.ts");
    const { exportDeployment } = await import("./lib/exportDeployment.ts");
    await exportDeployment(await connectNetwork({ network: "localhost", ...values }), out);
  },
});
