import { verifyCalls } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { NegativeAnswerError } from "../../errors.ts";
import { fields } from "../../output/fields.ts";
import { formatCount } from "../../output/format.ts";
import { readCallStore, STORE, withCallStore } from "../shared/callStore.ts";
import { createCommand } from "../shared/createCommand.ts";

export const receiptVerify = (cli: Cli) =>
  createCommand({
    name: "verify",
    does: "Check all stored receipts again: signatures, sums, and what the chain took. Exit code 1 when something is wrong.",
    examples: ["receipt verify", "receipt verify --store team.jsonl --json"],
  })
    .option(...STORE)
    .action(async ({ store: file }) => {
      await readCallStore(cli, file);
      const { sahara } = await cli.connect();
      const report = await withCallStore(cli, file, (store) =>
        verifyCalls(sahara.clients, { store }),
      );
      const { lanes, receipts, findings } = report;
      if (findings.length > 0) {
        const reasons = findings.map(
          ({ place, seq, reason }) => `lane ${place.lane}, call ${seq}: ${reason}`,
        );
        throw new NegativeAnswerError(
          `Of ${receipts} receipts some are wrong. ${reasons.join("; ")}.`,
        );
      }
      cli.answer({
        json: report,
        text: fields([
          ["Receipts", `${formatCount(receipts)} in ${formatCount(lanes)} lanes, all right`],
          ["Cost", `${formatCount(report.cost)} base units`],
          ["Redeemed", `${formatCount(report.redeemed)} base units`],
        ]),
      });
    });
