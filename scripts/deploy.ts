import { existsSync } from "node:fs";

import { NETWORK_OPTIONS, NETWORK_USAGE } from "./lib/networkOptions.ts";
import { runScript } from "./lib/runScript.ts";

const USAGE = `Usage: ./sahara deploy [--network <name>] [options]

Deploys Sahara, goes on where an earlier run stopped, or says that it is deployed already. Without a network it
rehearses on the in-process chain. Afterwards the addresses are in deploy/deployments/<id>/sahara.json for a local
chain, and in deploy/addresses/<chain id>.json, to be committed, for any other.

Options:
${NETWORK_USAGE}
  --parameters <file>   JSON with the modules' parameters, for instance {"$global": {"council": "0x..."}}
                        (default deploy/parameters/<network>.json, if there is one)
  --no-compile          deploys the contracts as they were compiled last
  --help                prints this`;

await runScript({
  name: "deploy",
  usage: USAGE,
  options: {
    ...NETWORK_OPTIONS,
    parameters: { type: "string" },
    "no-compile": { type: "boolean", default: false },
  },
  run: async ({ parameters, "no-compile": compiled, ...values }) => {
    const { connectNetwork } = await import("./lib/connectNetwork.ts");
    const { buildContracts } = await import("./lib/buildContracts.ts");
    const { deploySahara } = await import("./lib/deploySahara.ts");
    const network = await connectNetwork(values);
    if (!compiled) await buildContracts();
    const usual = `deploy/parameters/${network.name}.json`;
    await deploySahara(network, parameters ?? (existsSync(usual) ? usual : undefined));
  },
});
