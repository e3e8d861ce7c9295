import type { Network } from "../connectNetwork.ts";
import { connectSahara } from "../connectSahara.ts";
import { formatTable } from "../formatTable.ts";
import { Refusal } from "../Refusal.ts";
import { readExport } from "../SaharaExport.ts";
import { type Check, isFailed, toRow } from "./Check.ts";
import { checkBytecode } from "./checkBytecode.ts";
import { checkRoles } from "./checkRoles.ts";
import { checkWiring } from "./checkWiring.ts";

/** Compares the deployment that an export names with the sources, prints a table and refuses what is wrong. */
export async function verifyDeployment(network: Network, file: string): Promise<void> {
  const { chainId, startBlock, addresses } = readExport(file);
  if (chainId !== network.chainId) {
    throw new Refusal(`${file} is of chain ${chainId}, but ${network.name} is ${network.chainId}.`);
  }
  const { provider } = network.ethers;
  const sahara = connectSahara(addresses, provider);

  const code = await checkBytecode(sahara, addresses, provider);
  const wiring = await checkWiring(sahara, addresses);
  // Roles can only be read from a manager and a timelock.
  const readable = !code.slice(0, 2).some(isFailed);
  const roles = readable
    ? await checkRoles(sahara, { addresses, startBlock, isLocal: network.isLocal })
    : [];
  report([...code, ...wiring, ...roles], file);
}

function report(checks: readonly Check[], file: string): void {
  console.log(formatTable(checks.map(toRow)));
  const failed = checks.filter(isFailed).length;
  if (failed > 0) {
    throw new Refusal(`${failed} of ${checks.length} checks of ${file} failed; see the rows FAIL.`);
  }
  console.log(`The deployment in ${file} is what the sources say.`);
}
