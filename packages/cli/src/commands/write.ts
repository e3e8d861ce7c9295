import type { PreparedTransaction, Written } from "@sahara/sdk";

import type { Cli } from "../cli.ts";
import { UsageError } from "../errors.ts";
import { type Field, fields } from "../output/fields.ts";
import { formatCount } from "../output/format.ts";
import { rehearse } from "./rehearse.ts";

/** How a command that writes is carried out or rehearsed. */
export type WriteSteps<Result extends object> = {
  dryRun: true | undefined;
  prepare: () => MaybePromise<PreparedTransaction | PreparedTransaction[]>;
  send: () => Promise<Result>;
  /** The result for people; the transaction is added. */
  tell: (result: Result) => MaybePromise<readonly Field[]>;
};

type MaybePromise<Value> = Value | Promise<Value>;

/** Sends what a command has to send and answers with the result, or only shows it when it is a dry run. */
export async function write<Result extends object>(
  cli: Cli,
  steps: WriteSteps<Result>,
): Promise<void> {
  if (cli.settings.from !== undefined && steps.dryRun !== true) {
    throw new UsageError(
      "--from names an account without its key. Add --dry-run, or pass --key-file.",
    );
  }
  const session = await cli.connect();
  const from = await session.requireAccount();
  if (steps.dryRun === true) {
    cli.answer(await rehearse(session, from, [await steps.prepare()].flat()));
    return;
  }

  cli.progress.update("Sending and waiting until it is mined...");
  const result = await steps.send();
  cli.answer({
    json: result,
    text: fields([...(await steps.tell(result)), transactionOf(result)]),
  });
}

function transactionOf(result: object): Field {
  if (!isWritten(result)) return ["Transaction", undefined];
  const { hash, blockNumber, gasUsed } = result;
  return ["Transaction", `${hash} (block ${blockNumber}, gas ${formatCount(gasUsed)})`];
}

const isWritten = (result: object): result is Written => "hash" in result && "gasUsed" in result;
