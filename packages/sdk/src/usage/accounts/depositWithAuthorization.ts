import { Signature } from "ethers";

import { prepare, type PreparedTransaction } from "../../chain/prepare.ts";
import { send, written } from "../../chain/send.ts";
import type { Clients } from "../../clients.ts";
import type { DepositResult } from "./deposit.ts";
import { accountIdOf } from "./payerAccount.ts";
import type { SignedDeposit } from "./signDeposit.ts";

export type DepositWithAuthorizationParameters = { signed: SignedDeposit };

/** The unsigned transaction of {@link depositWithAuthorization}. */
export function prepareDepositWithAuthorization(
  clients: Clients,
  { signed }: DepositWithAuthorizationParameters,
): PreparedTransaction {
  const { terms, amount, validAfter, validBefore, nonceSalt } = signed;
  const { v, r, s } = Signature.from(signed.signature);
  const { interface: meter } = clients.contracts.meter;
  const data = meter.encodeFunctionData("depositWithAuthorization", [
    ...([terms, amount, validAfter, validBefore, nonceSalt] as const),
    ...([v, r, s] as const),
  ]);
  return prepare(clients, "meter", data);
}

/** Brings a signed deposit to the meter; the signer pays the gas, the payer the amount. */
export async function depositWithAuthorization(
  clients: Clients,
  parameters: DepositWithAuthorizationParameters,
): Promise<DepositResult> {
  const receipt = await send(clients, prepareDepositWithAuthorization(clients, parameters));
  const { terms } = parameters.signed;
  return { ...written(receipt), accountId: accountIdOf(clients, terms), terms };
}
