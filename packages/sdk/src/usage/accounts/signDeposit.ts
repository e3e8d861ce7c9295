import { hexlify, randomBytes } from "ethers";

import { deadlineOr } from "../../chain/deadline.ts";
import { type Clients, requireSigner } from "../../clients.ts";
import {
  readTokenDomain,
  RECEIVE_WITH_AUTHORIZATION_TYPES,
} from "../../revenue/signPaymentAuthorization.ts";
import { parseUint } from "../../values/parseUint.ts";
import { parseRoot } from "../../values/root.ts";
import type { AccountTerms } from "../structs.ts";
import { accountIdOf, type AccountTermsParameters, toAccountTerms } from "./payerAccount.ts";

export type SignDepositParameters = Omit<AccountTermsParameters, "payer"> & {
  /** Base units. */
  amount: bigint;
  /** Unix time after which it can be used. Defaults to 0. */
  validAfter?: bigint | undefined;
  /** Unix time before which it can be used. Defaults to an hour from now. */
  validBefore?: bigint | undefined;
  /** 32 bytes that tell one deposit from the next. Defaults to random ones. */
  nonceSalt?: string | undefined;
};

/** A deposit that its payer signed; whoever has it can bring it to the meter, for this account only. */
export type SignedDeposit = {
  terms: AccountTerms;
  amount: bigint;
  validAfter: bigint;
  validBefore: bigint;
  nonceSalt: string;
  signature: string;
};

/** Signs a deposit without sending anything (ERC-3009); the payer needs neither gas nor an approval. */
export async function signDeposit(
  clients: Clients,
  parameters: SignDepositParameters,
): Promise<SignedDeposit> {
  const { validAfter = 0n, nonceSalt = hexlify(randomBytes(32)) } = parameters;
  const signer = requireSigner(clients);
  const terms = await toAccountTerms(clients, parameters);
  const signed = {
    terms,
    amount: parseUint(parameters.amount, 96, "amount"),
    validAfter,
    validBefore: await deadlineOr(parameters.validBefore, clients),
    nonceSalt: parseRoot(nonceSalt, "salt"),
  };
  const { meter } = clients.contracts;
  const nonce = await meter.authorizationNonce(accountIdOf(clients, terms), signed.nonceSalt);
  const domain = await readTokenDomain(clients, terms.token);
  const signature = await signer.signTypedData(domain, RECEIVE_WITH_AUTHORIZATION_TYPES, {
    from: terms.payer,
    to: clients.addresses.meter,
    value: signed.amount,
    validAfter,
    validBefore: signed.validBefore,
    nonce,
  });
  return { ...signed, signature };
}
