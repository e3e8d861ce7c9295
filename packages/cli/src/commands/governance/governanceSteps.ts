import type { PreparedTransaction, Sahara, Written } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { parseInteger } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";
import { proposalFields } from "./proposalFields.ts";

type Step = {
  name: string;
  does: string;
  prepare: (
    sahara: Sahara,
    proposal: { proposalId: bigint },
  ) => Promise<PreparedTransaction | PreparedTransaction[]>;
  send: (sahara: Sahara, proposal: { proposalId: bigint }) => Promise<Written>;
};

/** A command that moves a proposal on and needs nothing but its id. */
const createStep =
  ({ name, does, prepare, send }: Step) =>
  (cli: Cli) =>
    createCommand({
      name,
      does,
      examples: [`governance ${name} 4711…`, `governance ${name} 4711… --dry-run`],
    })
      .argument("<proposal>", "id of the proposal", parseInteger)
      .option(...DRY_RUN)
      .action(async (proposalId, { dryRun }) => {
        const { sahara } = await cli.connect();
        await write(cli, {
          dryRun,
          prepare: () => prepare(sahara, { proposalId }),
          send: () => send(sahara, { proposalId }),
          tell: async () => proposalFields(await sahara.getProposal({ proposalId })),
        });
      });

export const governanceQueue = createStep({
  name: "queue",
  does: "Hand a proposal that has passed to the timelock. Anyone may.",
  prepare: (sahara, proposal) => sahara.prepareQueueProposal(proposal),
  send: (sahara, proposal) => sahara.queueProposal(proposal),
});

/** Once it was executed, the same command makes the calls that it announced. */
export const governanceExecute = createStep({
  name: "execute",
  does: "Have the timelock do what a queued proposal says; and once it has, what it announced. Anyone may.",
  prepare: async (sahara, proposal) =>
    (await isExecuted(sahara, proposal))
      ? await sahara.prepareExecuteAnnounced(proposal)
      : await sahara.prepareExecuteProposal(proposal),
  send: async (sahara, proposal) => {
    if (!(await isExecuted(sahara, proposal))) return await sahara.executeProposal(proposal);
    const [first] = await sahara.executeAnnounced(proposal);
    return first ?? (await sahara.executeProposal(proposal));
  },
});

export const governanceCancel = createStep({
  name: "cancel",
  does: "Cancel a proposal, as its proposer or as the guardian.",
  prepare: (sahara, proposal) => sahara.prepareCancelProposal(proposal),
  send: (sahara, proposal) => sahara.cancelProposal(proposal),
});

async function isExecuted(sahara: Sahara, proposal: { proposalId: bigint }): Promise<boolean> {
  return (await sahara.getProposal(proposal)).state === "EXECUTED";
}
