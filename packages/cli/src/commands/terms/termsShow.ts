import type { Cli } from "../../cli.ts";
import { fields } from "../../output/fields.ts";
import { createCommand } from "../shared/createCommand.ts";
import { describeTerms } from "./describeTerms.ts";

export const termsShow = (cli: Cli) =>
  createCommand({
    name: "show",
    does: "Show registered terms.",
    examples: ["terms show 0x5f16…e3a2"],
  })
    .argument("<terms>", "id of the terms")
    .action(async (termsId) => {
      const { sahara, tokens } = await cli.connect();
      const terms = await sahara.getTerms({ termsId });
      cli.answer({ json: { termsId, ...terms }, text: fields(await describeTerms(tokens, terms)) });
    });
