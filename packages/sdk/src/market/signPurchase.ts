import { hexlify, randomBytes, Signature } from "ethers";

import { deadlineOr } from "../chain/deadline.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { type Clients, requireSigner } from "../clients.ts";
import {
  readTokenDomain,
  RECEIVE_WITH_AUTHORIZATION_TYPES,
} from "../revenue/signPaymentAuthorization.ts";
import type { Address } from "../values/address.ts";
import { parseRoot } from "../values/root.ts";
import { orderHash, type SignedOrder, toOrderStruct } from "./order.ts";
import { type FillResult, sendFill } from "./sendFill.ts";
import { domainOf } from "./signOrder.ts";

export type SignPurchaseParameters = {
  /** An order that sells, for a token with ERC-3009 such as SAHARA. */
  signed: SignedOrder;
  /** `stateOf` the items as they were looked at. */
  expectedState: string;
  /** Unix time before which it can be used. Defaults to an hour from now. */
  validBefore?: bigint | undefined;
};

/** A purchase that its buyer signed; whoever has it can carry it out for the buyer, and change nothing. */
export type SignedPurchase = {
  signed: SignedOrder;
  expectedState: string;
  buyer: Address;
  validAfter: bigint;
  validBefore: bigint;
  salt: string;
  signature: string;
};

/** Signs a purchase without sending anything; the buyer needs neither gas nor an approval. */
export async function signPurchase(
  clients: Clients,
  { signed, expectedState, validBefore: given }: SignPurchaseParameters,
): Promise<SignedPurchase> {
  const signer = requireSigner(clients);
  const { token, price } = signed.order;
  const { marketplace } = clients.contracts;
  const state = parseRoot(expectedState, "state");
  const salt = hexlify(randomBytes(32));
  const hash = orderHash(domainOf(clients), signed.order);
  const [buyer, nonce, domain, validBefore] = await Promise.all([
    signer.getAddress(),
    marketplace.authorizationNonce(hash, state, salt),
    readTokenDomain(clients, token),
    deadlineOr(given, clients),
  ]);
  const validAfter = 0n;
  const signature = await signer.signTypedData(domain, RECEIVE_WITH_AUTHORIZATION_TYPES, {
    ...{ from: buyer, to: clients.addresses.marketplace, value: price },
    ...{ validAfter, validBefore, nonce },
  });
  return { signed, expectedState: state, buyer, validAfter, validBefore, salt, signature };
}

export type FillAuthorizedParameters = { purchase: SignedPurchase };

/** The unsigned transaction of {@link fillAuthorized}. */
export function prepareFillAuthorized(
  clients: Clients,
  { purchase }: FillAuthorizedParameters,
): PreparedTransaction {
  const { signed, expectedState, buyer: from, validAfter, validBefore, salt } = purchase;
  const { order, consent, upstream } = signed;
  const { v, r, s } = Signature.from(purchase.signature);
  const { interface: marketplace } = clients.contracts.marketplace;
  const data = marketplace.encodeFunctionData("buyWithAuthorization", [
    ...([toOrderStruct(order), consent, expectedState, upstream] as const),
    { from, validAfter, validBefore, salt, v, r, s },
  ]);
  return prepare(clients, "marketplace", data);
}

/** Carries out a purchase that its buyer signed; the signer pays the gas and gets nothing. */
export async function fillAuthorized(
  clients: Clients,
  parameters: FillAuthorizedParameters,
): Promise<FillResult> {
  return await sendFill(clients, prepareFillAuthorized(clients, parameters));
}
