import { x402Client } from "@x402/core/client";
import {
  decodePaymentRequiredHeader,
  decodePaymentResponseHeader,
  encodePaymentSignatureHeader,
} from "@x402/core/http";
import { ExactEvmScheme } from "@x402/evm/exact/client";
import { privateKeyToAccount } from "viem/accounts";

import type { Client } from "./createClient.ts";
import { headerOf, openConnection, postRequest } from "./openConnection.ts";
import type { Payment } from "./Plan.ts";

/**
 * The published x402 client. It asks for the requirements once, since they do not change, and pays each call in one
 * request; a client that asks each time makes two.
 */
export async function createX402Client(
  url: string,
  body: string,
  { chainId, token, payerKey, maxAmount }: Extract<Payment, { kind: "x402" }>,
): Promise<Client> {
  const network = `eip155:${chainId}` as const;
  const account = privateKeyToAccount(payerKey as `0x${string}`);
  const client = new x402Client().register(network, new ExactEvmScheme(account));
  client.setSpendControls({
    allowedAssets: [{ network, asset: token, maxAmountPerPayment: maxAmount.toString() }],
  });
  const connection = await openConnection(url);
  const { head } = await connection.exchange(postRequest(url, body));
  connection.close();
  const required = decodePaymentRequiredHeader(headerOf(head, "payment-required") ?? "");

  return {
    async prepare(request) {
      const payload = await client.createPaymentPayload(required);
      return postRequest(url, request, {
        "PAYMENT-SIGNATURE": encodePaymentSignatureHeader(payload),
      });
    },
    check(_, { head: answered }) {
      const settled = decodePaymentResponseHeader(headerOf(answered, "payment-response") ?? "");
      if (!settled.success) throw new Error("The payment was not settled.");
    },
  };
}
