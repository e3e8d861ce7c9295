import { existsSync, readFileSync, rmSync } from "node:fs";

import Sahara from "../../deploy/modules/Sahara.ts";
import type { Network } from "./connectNetwork.ts";
import { journalFolder } from "./deploymentFiles.ts";
import { exportDeployment } from "./exportDeployment.ts";
import { formatTable } from "./formatTable.ts";
import { journalMatchesChain } from "./journalMatchesChain.ts";
import { readAddresses } from "./readAddresses.ts";
import { readJournal } from "./readJournal.ts";
import { Refusal } from "./Refusal.ts";

/** Deploys what is missing and writes the export. `parameters` is a file of module parameters. */
export async function deploySahara(network: Network, parameters?: string): Promise<void> {
  if (parameters !== undefined && !existsSync(parameters)) {
    throw new Refusal(`there is no parameter file ${parameters}.`);
  }
  if (!network.isLocal && !namesCouncil(parameters)) {
    throw new Refusal(
      "without --parameters that name a council the deployer would stay in office as the council. " +
        'Name it in a file: {"$global": {"council": "0x..."}}.',
    );
  }
  const folder = journalFolder(network);
  const sentBefore = await countSentBefore(network, folder);
  const deployer = await findDeployer(network, sentBefore);
  console.log(`Network ${network.name}, chain ${network.chainId}, deployer ${deployer}`);

  if (sentBefore > 0) console.log(`Going on after ${sentBefore} transactions of ${folder}.`);
  const deployed = await network.ignition.deploy(Sahara, {
    deploymentId: network.deploymentId,
    displayUi: process.stdout.isTTY,
    ...(parameters === undefined ? {} : { parameters }),
  });
  console.log(formatTable(Object.entries(readAddresses(deployed))));

  if (network.inProcess) {
    console.log("Rehearsed: the in-process chain ends here. To deploy, name a --network.");
    return;
  }
  const sent = readJournal(folder).length - sentBefore;
  console.log(sent === 0 ? "Already deployed: nothing was sent." : `Sent ${sent} transactions.`);

  await exportDeployment(network);
}

function namesCouncil(parameters: string | undefined): boolean {
  if (parameters === undefined) return false;
  const { $global, Governance, Roles } = JSON.parse(readFileSync(parameters, "utf8")) as Record<
    string,
    Record<string, unknown> | undefined
  >;
  return [Governance, Roles].every((of) => (of?.council ?? $global?.council) !== undefined);
}

/** How many transactions an earlier run has sent. A journal of another chain is dropped if that chain was local. */
async function countSentBefore(network: Network, folder: string): Promise<number> {
  if (network.inProcess) return 0;
  const journal = readJournal(folder);
  if (await journalMatchesChain(journal, network.ethers.provider)) return journal.length;
  if (!network.isLocal) {
    throw new Refusal(
      `${folder} tells of transactions that chain ${network.chainId} does not have. ` +
        "Check the endpoint; to deploy anew, move that folder away.",
    );
  }
  console.log(`The local chain was started anew: forgetting ${folder}.`);
  rmSync(folder, { recursive: true });
  return 0;
}

/** The account that pays; whoever starts needs some of the native coin. */
async function findDeployer({ ethers, name }: Network, sentBefore: number): Promise<string> {
  const [deployer] = await ethers.getSigners();
  if (deployer === undefined) throw new Refusal(`network '${name}' has no account to deploy with.`);
  const balance = await ethers.provider.getBalance(deployer);
  if (balance === 0n && sentBefore === 0) {
    throw new Refusal(`the deployer ${deployer.address} has nothing to pay gas with.`);
  }
  return deployer.address;
}
