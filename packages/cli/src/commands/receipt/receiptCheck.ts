import { decodeReceiptProof, MalformedMessageError } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { FileError } from "../../errors.ts";
import { readText } from "../../files/readText.ts";
import { fields } from "../../output/fields.ts";
import { createCommand } from "../shared/createCommand.ts";
import { describeProof } from "./describeProof.ts";

export const receiptCheck = (cli: Cli) =>
  createCommand({
    name: "check",
    does: "Check a proof that somebody else made, by the chain. Exit code 1 when it does not hold.",
    examples: ["receipt check proof.json"],
  })
    .argument("<file>", "file that `receipt prove` or a node wrote")
    .action(async (file) => {
      const proof = parseProof(file, await readText(cli.io, file));
      const { sahara, tokens } = await cli.connect();
      const proved = await sahara.proveCall(proof);
      cli.answer({ json: proved, text: fields(await describeProof(tokens, proved)) });
    });

function parseProof(file: string, text: string) {
  try {
    return decodeReceiptProof(text);
  } catch (cause) {
    if (!(cause instanceof MalformedMessageError)) throw cause;
    throw new FileError(file, `it is no proof of a call. ${cause.message}`, { cause });
  }
}
