import type { CallReceipt } from "@sahara/sdk";

import type { Field } from "../../output/fields.ts";
import { formatTime } from "../../output/format.ts";
import type { TokenBook } from "../../session/createTokenBook.ts";

/** A receipt for people. */
export async function describeReceipt(
  tokens: TokenBook,
  token: string,
  receipt: CallReceipt,
): Promise<Field[]> {
  return [
    ["Price", await tokens.format(receipt.amount, token)],
    ["Lane so far", await tokens.format(receipt.cumulative, token)],
    ["Place", `${receipt.seq} in lane ${receipt.lane}`],
    ["Finished", formatTime(BigInt(receipt.finishedAt))],
    ["Request", receipt.requestHash],
    ["Response", receipt.responseHash],
    ["Model", receipt.modelHash],
  ];
}
