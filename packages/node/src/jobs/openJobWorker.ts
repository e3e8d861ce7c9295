import path from "node:path";

import type { Contracts, Signatures } from "@sahara/sdk";

import type { Sender } from "../chain/createSender.ts";
import { createComputeToData } from "../compute/createComputeToData.ts";
import { createDataVaultClient } from "../compute/createDataVaultClient.ts";
import { openAnswerJournal } from "../compute/openAnswerJournal.ts";
import type { NodeConfig } from "../config/NodeConfig.ts";
import { createFolderContent } from "../content/createFolderContent.ts";
import { createVaultContent } from "../content/createVaultContent.ts";
import type { Logger } from "../log/createLogger.ts";
import type { ServedOffer } from "../offers/ServedOffer.ts";
import { createBatchInference } from "./createBatchInference.ts";
import { createJobBoardClient } from "./createJobBoardClient.ts";
import { createJobWorker, type JobWorker } from "./createJobWorker.ts";
import { openJobJournal } from "./openJobJournal.ts";
import { trainSpamFilter } from "./trainSpamFilter.ts";

export type OpenJobWorkerParameters = {
  readonly config: NodeConfig;
  readonly contracts: Pick<Contracts, "jobs" | "vault" | "registry" | "ledger">;
  readonly sender: Sender;
  readonly operatorSender: Sender | undefined;
  readonly signatures: Signatures;
  readonly offers: readonly ServedOffer[];
  readonly fromBlock: number;
  readonly log: Logger;
};

/** The worker that a configuration asks for, with all programs that there are; undefined: the node takes no jobs. */
export async function openJobWorker({
  config: { jobs, operator, chain },
  contracts,
  offers,
  fromBlock,
  log,
  ...deps
}: OpenJobWorkerParameters): Promise<JobWorker | undefined> {
  if (jobs === undefined) return undefined;
  const { blockRange, confirmations } = chain;
  const { operatorSender } = deps;
  const computeToData = createComputeToData({
    vault: createDataVaultClient({ contracts, operator, operatorSender }),
    journal: await openAnswerJournal(path.join(jobs.journal, "answers")),
    seconds: jobs.computeSeconds,
  });
  const board = contracts.jobs;
  return createJobWorker({
    board: await createJobBoardClient({ ...deps, board, operator, blockRange, confirmations }),
    content: createVaultContent({
      content: createFolderContent({ folder: jobs.content }),
      folder: jobs.vaults,
    }),
    journal: await openJobJournal(jobs.journal),
    programs: [
      trainSpamFilter,
      createBatchInference(offers.map(({ model }) => model)),
      computeToData,
    ],
    policy: jobs,
    pollMs: jobs.pollMs,
    fromBlock,
    log,
  });
}
