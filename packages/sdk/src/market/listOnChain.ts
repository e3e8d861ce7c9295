import type { ApprovalMode } from "../chain/allowance.ts";
import { prepareSpending } from "../chain/allowance.ts";
import { argument, eventOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import { type Clients, requireSigner } from "../clients.ts";
import type { Address } from "../values/address.ts";
import { prepareSoldItems } from "./approveItems.ts";
import { makeOrder, type OrderDraft, type OrderParameters } from "./makeOrder.ts";
import { FIRST_PLACE, NO_CONSENT, type SignedOrder, toOrderStruct } from "./order.ts";

export type ListOnChainParameters = OrderParameters & {
  /** What to approve where an approval is missing. Defaults to `"exact"`. */
  approve?: ApprovalMode | undefined;
};

export type ListOnChainResult = Written & {
  orderHash: string;
  /** What fills it. */
  signed: SignedOrder;
};

/** The unsigned transaction of {@link listOnChain}, and the approvals that it may need before. */
export async function prepareListOnChain(
  clients: Clients,
  parameters: ListOnChainParameters,
): Promise<PreparedTransaction> {
  return await prepareListing(clients, await draftOf(clients, parameters), parameters.approve);
}

/** Agrees to an order on chain, where everybody finds it and contracts can fill it; no signature is needed. */
export async function listOnChain(
  clients: Clients,
  parameters: ListOnChainParameters,
): Promise<ListOnChainResult> {
  const draft = await draftOf(clients, parameters);
  const receipt = await send(clients, await prepareListing(clients, draft, parameters.approve));
  const event = eventOf(clients, "marketplace", "OrderListed", receipt);
  return {
    ...written(receipt),
    orderHash: argument<string>(event, "orderHash"),
    signed: { ...draft, consent: NO_CONSENT },
  };
}

async function draftOf(clients: Clients, parameters: ListOnChainParameters): Promise<OrderDraft> {
  const maker = await requireSigner(clients).getAddress();
  return await makeOrder(clients, maker, {
    ...parameters,
    nonce: parameters.nonce ?? (await findVacantPlace(clients, maker)),
  });
}

/** The first place where nothing stands: those that were used before take less gas than new ones. */
async function findVacantPlace(
  { contracts: { marketplace } }: Clients,
  maker: Address,
): Promise<bigint> {
  let place = FIRST_PLACE;
  while (!(await marketplace.isVacant(maker, place))) ++place;
  return place;
}

async function prepareListing(
  clients: Clients,
  { order }: OrderDraft,
  approve: ApprovalMode | undefined,
): Promise<PreparedTransaction> {
  const { token, price: amount, kind, items } = order;
  const spender = clients.addresses.marketplace;
  const before =
    kind === "SELL"
      ? await prepareSoldItems(clients, items, approve)
      : await prepareSpending(clients, { token, spender, amount, approve });
  const { interface: marketplace } = clients.contracts.marketplace;
  const data = marketplace.encodeFunctionData("list", [toOrderStruct(order)]);
  return prepare(clients, "marketplace", data, { before });
}
