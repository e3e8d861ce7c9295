import type { Cli } from "../../cli.ts";
import { NegativeAnswerError } from "../../errors.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand } from "../shared/createCommand.ts";

export const operatorShow = (cli: Cli) =>
  createCommand({
    name: "show",
    does: "Whether an operator may run allowed programs on an asset's data now; answers by the exit code.",
    examples: ["data operator show 1 0x7099…79C8"],
  })
    .argument("<asset>", "id of the asset", parseId)
    .argument("<operator>", "account of the operator")
    .action(async (assetId, operator) => {
      const { sahara } = await cli.connect();
      const allowed = await sahara.isComputeOperator({ assetId, operator });
      if (!allowed) {
        throw new NegativeAnswerError(
          `${operator} may not compute on asset ${assetId}. Its owner lets it by \`data operator set\`.`,
        );
      }
      cli.answer({
        json: { assetId, operator, allowed },
        text: `Yes: ${operator} may compute on asset ${assetId}.`,
      });
    });
