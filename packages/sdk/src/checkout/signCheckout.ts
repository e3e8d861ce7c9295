import { hexlify, randomBytes } from "ethers";

import { deadlineOr } from "../chain/deadline.ts";
import { type Clients, requireSigner } from "../clients.ts";
import {
  readTokenDomain,
  RECEIVE_WITH_AUTHORIZATION_TYPES,
} from "../revenue/signPaymentAuthorization.ts";
import type { Address } from "../values/address.ts";
import { type Basket, type BasketParameters, toBasket } from "./basket.ts";

export type SignCheckoutParameters = BasketParameters & {
  /** Unix time before which it can be used. Defaults to an hour from now. */
  validBefore?: bigint | undefined;
};

/** A basket that its buyer signed for; whoever has it can bring it, and change nothing. */
export type SignedCheckout = {
  basket: Basket;
  buyer: Address;
  validAfter: bigint;
  validBefore: bigint;
  salt: string;
  signature: string;
};

/** Signs a purchase in a token with ERC-3009, such as SAHARA, without sending anything; the buyer needs no gas. */
export async function signCheckout(
  clients: Clients,
  { validBefore: given, ...parameters }: SignCheckoutParameters,
): Promise<SignedCheckout> {
  const { checkout } = clients.contracts;
  const signer = requireSigner(clients);
  const salt = hexlify(randomBytes(32));
  const basket = await toBasket(clients, parameters);
  const [buyer, value, nonce, domain, validBefore] = await Promise.all([
    signer.getAddress(),
    checkout.costOf(basket),
    checkout.authorizationNonce(basket, salt),
    readTokenDomain(clients, basket.token),
    deadlineOr(given, clients),
  ]);
  const validAfter = 0n;
  const signature = await signer.signTypedData(domain, RECEIVE_WITH_AUTHORIZATION_TYPES, {
    ...{ from: buyer, to: clients.addresses.checkout, value, validAfter, validBefore, nonce },
  });
  return { basket, buyer, validAfter, validBefore, salt, signature };
}
