import { InsufficientFundsError, type PreparedTransaction, type Written } from "@sahara/sdk";

import type { Answer, Cli } from "../../cli.ts";
import { TooLittleError } from "../../errors.ts";
import { type Field, fields } from "../../output/fields.ts";
import { formatCount } from "../../output/format.ts";
import type { Session } from "../../session/openSession.ts";
import { refuseKeyless } from "./refuseKeyless.ts";
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
  if (steps.dryRun !== true) refuseKeyless(cli);
  const session = await cli.connect();
  const from = await session.requireAccount();
  try {
    cli.answer(
      steps.dryRun === true
        ? await rehearse(session, from, [await steps.prepare()].flat())
        : await send(cli, steps),
    );
  } catch (error) {
    throw await explainFunds(session, error);
  }
}

async function send<Result extends object>(
  { progress }: Pick<Cli, "progress">,
  steps: WriteSteps<Result>,
): Promise<Answer> {
  progress.update("Sending...");
  const result = await steps.send();
  return { json: result, text: fields([...(await steps.tell(result)), transactionOf(result)]) };
}

/** Says in the currency itself what the SDK says in its base units. */
async function explainFunds({ tokens }: Session, error: unknown): Promise<unknown> {
  if (!(error instanceof InsufficientFundsError)) return error;
  const { account, token, balance, needed } = error;
  const [has, needs] = await Promise.all([
    tokens.format(balance, token),
    tokens.format(needed, token),
  ]);
  return new TooLittleError(account, has, needs, { cause: error });
}

function transactionOf(result: object): Field {
  if (!isWritten(result)) return ["Transaction", undefined];
  const { hash, blockNumber, gasUsed } = result;
  return ["Transaction", `${hash} (block ${blockNumber}, gas ${formatCount(gasUsed)})`];
}

const isWritten = (result: object): result is Written => "hash" in result && "gasUsed" in result;
