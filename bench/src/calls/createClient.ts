import type { Signatures } from "@sahara/sdk";

import { createVoucherClient } from "./createVoucherClient.ts";
import { createX402Client } from "./createX402Client.ts";
import { type HttpAnswer, postRequest } from "./openConnection.ts";
import type { Plan } from "./Plan.ts";

/** One side of a series of calls. */
export type Client = {
  /** The next request for a body, paid. */
  prepare: (body: string) => string | Promise<string>;
  /** Throws if the answer to it is not what was paid for. */
  check: (body: string, answer: HttpAnswer) => void;
};

/** A client of a target; `index` tells it from the others. */
export async function createClient(
  { url, payment }: Plan["targets"][number],
  index: number,
  body: string,
  signatures: Signatures,
): Promise<Client> {
  switch (payment.kind) {
    case "none":
      return { prepare: (request) => postRequest(url, request), check: () => undefined };
    case "voucher":
      return createVoucherClient(url, payment.firstLane + index, payment, signatures);
    case "x402":
      return await createX402Client(url, body, payment);
    default:
      return payment satisfies never;
  }
}
