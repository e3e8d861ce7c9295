import type { CallDescription, SimulatedCall } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { UsageError } from "../../errors.ts";
import type { Field } from "../../output/fields.ts";
import { collectCalls } from "../../parse/parseCall.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const governancePropose = (cli: Cli) =>
  createCommand({
    name: "propose",
    does: "Propose that the timelock makes some calls. Tells in words what they do, tries them, and warns.",
    examples: [
      'governance propose --call "parameters.setUsageFee(100)" --title "A fee of 1 %" --account 0',
      'governance propose --call "token.transfer(0x7099…79C8, 1000)" --title "A grant" --dry-run',
    ],
  })
    .requiredOption(
      "--call <call>",
      "contract.function(arguments); once for each call",
      collectCalls,
    )
    .requiredOption("--title <text>", "what for")
    .option(...DRY_RUN)
    .action(async ({ call, title, dryRun }) => {
      // Commander types the first of several as the text that it was.
      if (typeof call === "string") throw new UsageError("Pass at least one --call.");
      const { sahara } = await cli.connect();
      const parameters = { calls: call, title };
      const described = await sahara.describeProposal(parameters);
      const simulated = await sahara.simulateProposal(parameters);
      const told = describe(described, simulated);
      if (dryRun === true) cli.io.err(`${told.map(([, text]) => text ?? "").join("\n")}\n`);
      await write(cli, {
        dryRun,
        prepare: () => sahara.preparePropose(parameters),
        send: async () => ({ ...(await sahara.propose(parameters)), described }),
        tell: ({ proposalId }) => [["Proposal", `${proposalId}`], ...told],
      });
    });

function describe(calls: readonly CallDescription[], simulated: readonly SimulatedCall[]): Field[] {
  return calls.flatMap(({ text, warnings }, index): Field[] => {
    const tried = simulated[index];
    return [
      [`Call ${index + 1}`, text],
      ...warnings.map((warning): Field => ["Mind", warning]),
      ...(tried?.outcome === "REFUSED"
        ? [["Mind", `Now it fails: ${tried.error.message}`] as Field]
        : []),
    ];
  });
}
