import { hexlify, randomBytes } from "ethers";

import { deadlineOr } from "../../chain/deadline.ts";
import { type Clients, requireSigner } from "../../clients.ts";
import { parseUint } from "../../values/parseUint.ts";
import { meterDomain } from "../digests.ts";
import { type AccountTerms, type Refund, USAGE_TYPES } from "../structs.ts";
import { accountIdOf } from "./payerAccount.ts";

export type SignRefundParameters = {
  terms: AccountTerms;
  /** Base units, at most what is in the account. */
  amount: bigint;
  /** Unix time until which it can be used. Defaults to an hour from now. */
  deadline?: bigint | undefined;
  /** Defaults to a random one; see `cancelNonce`. */
  nonce?: bigint | undefined;
};

/** An operator's consent to a refund; whoever has it can submit it, and only the payer is paid. */
export type SignedRefund = { terms: AccountTerms; refund: Refund; signature: string };

/** Signs, as the operator, that money goes back to the payer at once. Sends nothing. */
export async function signRefund(
  clients: Clients,
  { terms, amount, deadline, nonce = BigInt(hexlify(randomBytes(32))) }: SignRefundParameters,
): Promise<SignedRefund> {
  const refund: Refund = {
    accountId: accountIdOf(clients, terms),
    amount: parseUint(amount, 96, "amount"),
    nonce,
    deadline: Number(await deadlineOr(deadline, clients)),
  };
  const domain = meterDomain(clients.chainId, clients.addresses.meter);
  const types = { Refund: [...USAGE_TYPES.Refund] };
  const signature = await requireSigner(clients).signTypedData(domain, types, refund);
  return { terms, refund, signature };
}
