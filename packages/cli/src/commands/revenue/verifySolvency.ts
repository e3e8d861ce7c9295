import type { CurrencyBalance, Mismatch, SolvencyReport } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { NegativeAnswerError } from "../../errors.ts";
import { formatCount } from "../../output/format.ts";
import { table } from "../../output/table.ts";
import type { TokenBook } from "../../session/createTokenBook.ts";
import { createCommand } from "../shared/createCommand.ts";

export const verifySolvency = (cli: Cli) =>
  createCommand({
    name: "verify-solvency",
    does: "Replay all logs of the ledger, compare every number with the chain, and prove that it can pay everybody.",
    examples: ["verify-solvency", "verify-solvency --json"],
  }).action(async () => {
    const { sahara, tokens } = await cli.connect();
    const report = await sahara.verifySolvency({
      onProgress: ({ block, toBlock }) => {
        cli.progress.update(`Replaying: block ${formatCount(block)} of ${formatCount(toBlock)}`);
      },
    });

    cli.answer({ json: report, text: await describe(tokens, report) });
    if (!report.solvent)
      throw new NegativeAnswerError("The ledger is not solvent; the lines above say where.");
  });

const COLUMNS = ["Currency", "Paid>", "Claimed>", "Held>", "Owed>", "Dust>", "Surplus>"];

async function describe(tokens: TokenBook, report: SolvencyReport): Promise<string> {
  const { logs, assets, compared, toBlock, mismatches, faults } = report;
  const rows = await Promise.all(report.currencies.map((currency) => rowOf(tokens, currency)));
  return [
    `${formatCount(logs)} logs of ${formatCount(assets)} assets replayed up to block ${toBlock}, ` +
      `${formatCount(compared)} numbers compared with the chain.`,
    `Amounts in base units:\n${table(COLUMNS, rows)}`,
    ...faults,
    ...mismatches.map(describeMismatch),
    report.solvent ? "Solvent: every number agrees." : "Not solvent: see above.",
  ].join("\n\n");
}

/** In base units, because the proof is about the last one. */
async function rowOf(tokens: TokenBook, balance: CurrencyBalance): Promise<string[]> {
  const { paid, claimed, held, owed, dust, surplus } = balance;
  const { symbol } = await tokens.at(balance.token);
  return [symbol, ...[paid, claimed, held, owed, dust, surplus].map(String)];
}

function describeMismatch({ field, assetId, token, holder, replayed, onChain }: Mismatch): string {
  const place = [
    assetId === undefined ? "" : ` of asset ${assetId}`,
    token === undefined ? "" : ` in ${token}`,
    holder === undefined ? "" : ` for ${holder}`,
  ].join("");
  return `${field}${place}: replayed ${replayed}, on chain ${onChain}`;
}
