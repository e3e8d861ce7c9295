import { CAPABILITIES } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { NegativeAnswerError } from "../../errors.ts";
import { collectCapabilities } from "../../parse/capabilities.ts";
import { createCommand } from "../shared/createCommand.ts";

export const operatorCapabilities = (cli: Cli) =>
  createCommand({
    name: "capabilities",
    does: "Say whether an operator is active and can do all that is named. Exit code 1 when not.",
    examples: [
      "operator capabilities 0x7099…79C8 serve",
      "operator capabilities 0x7099…79C8 train compute-to-data",
    ],
  })
    .argument("<operator>", "account of the operator")
    .argument("<capabilities...>", CAPABILITIES.join(", "), collectCapabilities)
    .action(async (operator, wanted) => {
      const { sahara } = await cli.connect();
      const { active, capabilities } = await sahara.getOperator({ operator });
      const missing = wanted.filter((capability) => !capabilities.includes(capability));
      if (missing.length > 0) {
        throw new NegativeAnswerError(
          `${operator} does not say that it can ${missing.join(", ")}.`,
        );
      }
      if (!active) {
        throw new NegativeAnswerError(
          `${operator} can do it, but has too little stake that is not thawing. Choose another, or wait.`,
        );
      }
      cli.answer({
        json: { operator, capabilities, active },
        text: `Yes: ${operator} is active and can ${capabilities.join(", ")}.`,
      });
    });
