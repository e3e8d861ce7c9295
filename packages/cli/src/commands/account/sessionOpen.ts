import type { Cli } from "../../cli.ts";
import { formatTime } from "../../output/format.ts";
import { parseTime } from "../../parse/times.ts";
import { readKeyFile } from "../../session/keyFile.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { readAmount } from "../shared/readAmount.ts";
import { refusePast } from "../shared/refusePast.ts";
import { write } from "../shared/write.ts";
import { findAccount } from "./findAccount.ts";

export const sessionOpen = (cli: Cli) =>
  createCommand({
    name: "open",
    does: "Let a key sign vouchers for an account of yours. A key has one session with an account, for ever.",
    examples: ["account session open 0x5f16…e3a2 agent.key --cap 5 --until 2030-01-31"],
  })
    .argument("<account>", "id of the account")
    .argument("<file>", "file with the private key that is to sign")
    .requiredOption("--cap <amount>", "most that it may spend in all")
    .requiredOption("--until <time>", "when it ends", parseTime)
    .option(...DRY_RUN)
    .action(async (accountId, file, { cap: text, until, dryRun }) => {
      const key = await readKeyFile(cli.io, file, "<file>");
      const session = await cli.connect();
      const { sahara, tokens } = session;
      await refusePast(session, until);
      const { terms } = await findAccount(session, accountId);
      const cap = readAmount(text, await tokens.at(terms.token));
      const parameters = { terms, key, cap, validUntil: Number(until) };
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareOpenSession(parameters),
        send: () => sahara.openSession(parameters),
        tell: async () => [
          ["Key", key.address],
          ["Cap", await tokens.format(cap, terms.token)],
          ["Until", formatTime(until)],
        ],
      });
    });
