import { NETWORK_OPTIONS, NETWORK_USAGE } from "./lib/networkOptions.ts";
import { Refusal } from "./lib/Refusal.ts";
import { runScript } from "./lib/runScript.ts";

const USAGE = `Usage: ./sahara seed [--network <name>] [options]

Registers a few sample assets with terms on a local chain, so that a dApp has something to show: two data sets, a model
and an agent, made from one another. What is there already is left alone.

Options:
${NETWORK_USAGE}
  --from <file>         the export that names the contracts (default: where ./sahara deploy wrote it)
  --force               also on a chain that is not local, where it spends real coins
  --help                prints this`;

await runScript({
  name: "seed",
  usage: USAGE,
  options: {
    ...NETWORK_OPTIONS,
    from: { type: "string" },
    force: { type: "boolean", default: false },
  },
  run: async ({ from, force, ...values }) => {
    const { connectNetwork } = await import("./lib/connectNetwork.ts");
    const { exportFile } = await import("./lib/deploymentFiles.ts");
    const { seedSamples } = await import("./lib/seedSamples.ts");
    const network = await connectNetwork({ network: "localhost", ...values });
    if (!network.isLocal && !force) {
      throw new Refusal(`'${network.name}' is not a local chain. Samples there need --force.`);
    }
    await seedSamples(network, from ?? exportFile(network));
  },
});
