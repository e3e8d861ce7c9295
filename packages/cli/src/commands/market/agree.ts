import {
  orderDomain,
  orderHash,
  type OrderParameters,
  serializeSignedOrder,
  type SignedOrder,
  type Written,
} from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { writeText } from "../../files/writeText.ts";
import type { Session } from "../../session/openSession.ts";
import { write } from "../shared/write.ts";
import { describeOrder } from "./describeOrder.ts";
import { openBook } from "./orderBook.ts";

export type Agreement = {
  order: OrderParameters;
  /** List it on chain rather than sign it. */
  onChain: true | undefined;
  /** A file in place of the order book. */
  out: string | undefined;
  book: string | undefined;
  dryRun: true | undefined;
};

/** Approves what an order needs, and signs and posts it, or lists it on chain. */
export async function agree(cli: Cli, agreement: Agreement): Promise<void> {
  const { order, onChain, dryRun } = agreement;
  const session = await cli.connect();
  const { sahara, tokens } = session;
  await write<Agreed>(cli, {
    dryRun,
    prepare: () =>
      onChain === true ? sahara.prepareListOnChain(order) : prepareApprovals(session, order),
    send: () =>
      onChain === true ? sahara.listOnChain(order) : signAndPost(cli, session, agreement),
    tell: async ({ orderHash, signed }) => [
      ...(await describeOrder(tokens, signed.order, orderHash)),
      ["File", agreement.out],
    ],
  });
}

type Agreed = { orderHash: string; signed: SignedOrder };

async function signAndPost(
  cli: Cli,
  { sahara }: Session,
  { order, out, book }: Agreement,
): Promise<Agreed & { approvals: Written[] }> {
  const approvals =
    order.kind === "SELL"
      ? await sahara.approveItems({ items: order.items })
      : await sahara.approvePrice({ token: order.token, amount: order.price });
  const signed = await sahara.signOrder(order);
  if (out === undefined) await (await openBook(cli, book)).post(signed);
  else await writeText(cli.io, out, serializeSignedOrder(signed));
  const { chainId, addresses } = sahara.clients;
  const domain = orderDomain(chainId, addresses.marketplace);
  return { orderHash: orderHash(domain, signed.order), signed, approvals };
}

async function prepareApprovals({ sahara }: Session, order: OrderParameters) {
  return order.kind === "SELL"
    ? await sahara.prepareApproveItems({ items: order.items })
    : await sahara.prepareApprovePrice({ token: order.token, amount: order.price });
}
