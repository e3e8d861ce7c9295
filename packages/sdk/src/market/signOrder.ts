import { type Clients, requireSigner } from "../clients.ts";
import { makeOrder, type OrderParameters, randomNonce } from "./makeOrder.ts";
import { ORDER_TYPES, orderDomain, type SignedOrder, toOrderStruct } from "./order.ts";
import { buildOrderTree } from "./orderTree.ts";

export type SignOrdersParameters = { orders: readonly OrderParameters[] };

/**
 * Signs, as the maker, an order that whoever has it can fill. Sends nothing. What it sells, or pays with, has to be
 * approved for the marketplace until it is filled: see `approveItems` and `approvePrice`.
 *
 * @example
 * const signed = await sahara.signOrder({ kind: "SELL", items: [{ assetId, units: 0n }], token, price });
 */
export async function signOrder(
  clients: Clients,
  parameters: OrderParameters,
): Promise<SignedOrder> {
  const signer = requireSigner(clients);
  const draft = await makeOrder(clients, await signer.getAddress(), parameters);
  const signature = await signer.signTypedData(
    domainOf(clients),
    ORDER_TYPES,
    toOrderStruct(draft.order),
  );
  return { ...draft, consent: { signature, index: 0n, siblings: [] } };
}

/**
 * Signs many orders at once, with one signature. Each can be filled and cancelled by itself. Their numbers follow each
 * other unless they are given, which makes filling the later ones cheaper.
 */
export async function signOrders(
  clients: Clients,
  { orders }: SignOrdersParameters,
): Promise<SignedOrder[]> {
  const signer = requireSigner(clients);
  const maker = await signer.getAddress();
  const first = randomNonce();
  const drafts = await Promise.all(
    orders.map((parameters, place) =>
      makeOrder(clients, maker, {
        ...parameters,
        nonce: parameters.nonce ?? first + BigInt(place),
      }),
    ),
  );

  const { types, value, places } = buildOrderTree(drafts.map(({ order }) => order));
  const signature = await signer.signTypedData(domainOf(clients), types, value);
  return drafts.flatMap((draft, index) => {
    const place = places[index];
    return place === undefined ? [] : [{ ...draft, consent: { signature, ...place } }];
  });
}

/** The marketplace's EIP-712 domain. */
export function domainOf({ chainId, addresses }: Pick<Clients, "chainId" | "addresses">) {
  return orderDomain(chainId, addresses.marketplace);
}
