import type { Network } from "./connectNetwork.ts";
import { exportFile, journalFolder } from "./deploymentFiles.ts";
import { journalMatchesChain } from "./journalMatchesChain.ts";
import { readDeployedAddresses } from "./readDeployedAddresses.ts";
import { readJournal } from "./readJournal.ts";
import { Refusal } from "./Refusal.ts";
import { writeExport } from "./SaharaExport.ts";

/** Writes the export of a deployment that Ignition's folder tells of. */
export async function exportDeployment(network: Network, out = exportFile(network)): Promise<void> {
  const folder = journalFolder(network);
  const addresses = readDeployedAddresses(folder);
  const journal = readJournal(folder);
  if (!(await journalMatchesChain(journal, network.ethers.provider))) {
    throw new Refusal(
      `the deployment in ${folder} is not on chain ${network.chainId} of network '${network.name}'. ` +
        "Run ./sahara deploy.",
    );
  }

  const startBlock = Math.min(...journal.map(({ blockNumber }) => blockNumber));
  const changed = writeExport(out, { chainId: network.chainId, startBlock, addresses });
  console.log(`${changed ? "Wrote" : "Unchanged:"} ${out}`);
}
