import { isAddress } from "ethers";

import { NETWORK_OPTIONS, NETWORK_USAGE } from "./lib/networkOptions.ts";
import { Refusal } from "./lib/Refusal.ts";
import { runScript } from "./lib/runScript.ts";

const USAGE = `Usage: ./sahara grant --network <name> --role <role> --account <address> [options]

Grants a role. Only governance can: the network's first account proposes it, votes for it and queues it, each in a run
of this with --send, and executes it with --execute after the timelock's delay. Without them it prints what would be
sent, for holders who sign elsewhere. The role is held five days after that.

Options:
${NETWORK_USAGE}
  --role <role>         pauser, curator or council
  --account <address>   who gets it
  --send                proposes, votes for or queues the grant, whatever comes next
  --execute             executes it, once the delay has passed
  --fast-forward        does all at once on a local chain, whose clock it puts forward by weeks
  --from <file>         the export that names the contracts (default: where ./sahara deploy wrote it)
  --salt <text>         another text for granting again what was revoked
  --help                prints this`;

await runScript({
  name: "grant",
  usage: USAGE,
  options: {
    ...NETWORK_OPTIONS,
    role: { type: "string" },
    account: { type: "string" },
    send: { type: "boolean", default: false },
    execute: { type: "boolean", default: false },
    "fast-forward": { type: "boolean", default: false },
    from: { type: "string" },
    salt: { type: "string", default: "" },
  },
  run: async ({ role, account, send, execute, "fast-forward": fastForward, ...rest }) => {
    const { from, salt, ...values } = rest;
    if (role === undefined) throw new Refusal("which --role? See ./sahara grant --help.");
    if (!isAddress(account)) throw new Refusal(`--account '${String(account)}' is not an address.`);
    const { connectNetwork } = await import("./lib/connectNetwork.ts");
    const { exportFile } = await import("./lib/deploymentFiles.ts");
    const { grantRole } = await import("./lib/grantRole.ts");
    const network = await connectNetwork({ network: "localhost", ...values });
    const file = from ?? exportFile(network);
    await grantRole(network, { file, role, account, send, execute, fastForward, salt });
  },
});
