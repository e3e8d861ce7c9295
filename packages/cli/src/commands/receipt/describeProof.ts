import type { ProvedCall } from "@sahara/sdk";

import type { Field } from "../../output/fields.ts";
import { formatTime } from "../../output/format.ts";
import type { TokenBook } from "../../session/createTokenBook.ts";

/** A proved call for people. */
export async function describeProof(tokens: TokenBook, proved: ProvedCall): Promise<Field[]> {
  const { digest, assetId, version, operator, price, token, settled } = proved;
  return [
    ["Proved", digest],
    ["Asset", `${assetId}, version ${version}`],
    ["Operator", operator],
    ["Price", await tokens.format(price, token)],
    ["Settled", settled ? "yes" : "not yet"],
    ["Finished", formatTime(BigInt(proved.finishedAt))],
    ["Request", proved.requestHash],
    ["Response", proved.responseHash],
    ["Model", proved.modelHash],
  ];
}
