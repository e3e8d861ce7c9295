import { receiptProofToJson } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { NegativeAnswerError } from "../../errors.ts";
import { writeText } from "../../files/writeText.ts";
import { fields } from "../../output/fields.ts";
import { toJson } from "../../output/toJson.ts";
import { readCallStore, STORE } from "../shared/callStore.ts";
import { createCommand } from "../shared/createCommand.ts";
import { describeProof } from "./describeProof.ts";
import { findReceipt, listReceipts, proofOf } from "./storedReceipts.ts";

export const receiptProve = (cli: Cli) =>
  createCommand({
    name: "prove",
    does: "Prove a call by the chain: who answered, with which model, for how much. Exit code 1 when the chain does not bear it out.",
    examples: ["receipt prove 0x5f16…e3a2", "receipt prove 0x5f16…e3a2 --out proof.json"],
  })
    .argument("<receipt>", "digest of the receipt")
    .option("--out <file>", "where the proof goes, for others to check")
    .option(...STORE)
    .action(async (digest, { out, store }) => {
      const records = await readCallStore(cli, store);
      const { sahara, tokens } = await cli.connect();
      const receipts = listReceipts(sahara, records);
      const found = findReceipt(receipts, digest);
      const { seq } = await sahara.getLane(found.receipt);
      if (seq < found.receipt.seq) {
        throw new NegativeAnswerError(
          `The operator has redeemed ${seq} calls of this lane, and this is call ${found.receipt.seq}. Try again later.`,
        );
      }
      const proof = proofOf(receipts, found, seq);
      const proved = await sahara.proveCall(proof);
      if (out !== undefined) await writeText(cli.io, out, `${toJson(receiptProofToJson(proof))}\n`);
      cli.answer({
        json: { ...proved, file: out },
        text: fields([...(await describeProof(tokens, proved)), ["File", out]]),
      });
    });
