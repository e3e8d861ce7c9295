import { Signature } from "ethers";

import { deadlineOr } from "../../chain/deadline.ts";
import { prepare, type PreparedTransaction } from "../../chain/prepare.ts";
import { send, written } from "../../chain/send.ts";
import { type Clients, requireSigner } from "../../clients.ts";
import { SaharaToken__factory } from "../../contracts.ts";
import { readTokenDomain } from "../../revenue/signPaymentAuthorization.ts";
import { parseUint } from "../../values/parseUint.ts";
import type { DepositResult } from "./deposit.ts";
import { accountIdOf, type AccountTermsParameters, toAccountTerms } from "./payerAccount.ts";

export type DepositWithPermitParameters = AccountTermsParameters & {
  /** Base units of a token with ERC-2612, such as SAHARA. */
  amount: bigint;
  /** Unix time until which it can be sent. Defaults to an hour from now. */
  deadline?: bigint | undefined;
};

/** The signed struct (ERC-2612). */
export const PERMIT_TYPES = {
  Permit: [
    { name: "owner", type: "address" },
    { name: "spender", type: "address" },
    { name: "value", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
};

/** The unsigned transaction of {@link depositWithPermit}, whose permit the signer signs here and now. */
export async function prepareDepositWithPermit(
  clients: Clients,
  { amount, deadline: given, ...parameters }: DepositWithPermitParameters,
): Promise<PreparedTransaction> {
  const signer = requireSigner(clients);
  const terms = await toAccountTerms(clients, parameters);
  const value = parseUint(amount, 96, "amount");
  const owner = await signer.getAddress();
  const [domain, nonce, deadline] = await Promise.all([
    readTokenDomain(clients, terms.token),
    SaharaToken__factory.connect(terms.token, clients.provider).nonces(owner),
    deadlineOr(given, clients),
  ]);
  const permit = { owner, spender: clients.addresses.meter, value, nonce, deadline };
  const { v, r, s } = Signature.from(await signer.signTypedData(domain, PERMIT_TYPES, permit));

  const { interface: meter } = clients.contracts.meter;
  const args = [terms, value, deadline, v, r, s] as const;
  return prepare(clients, "meter", meter.encodeFunctionData("depositWithPermit", [...args]));
}

/** Deposits like `deposit`, in one transaction: a signature takes the place of the approval. */
export async function depositWithPermit(
  clients: Clients,
  parameters: DepositWithPermitParameters,
): Promise<DepositResult> {
  const receipt = await send(clients, await prepareDepositWithPermit(clients, parameters));
  const terms = await toAccountTerms(clients, parameters);
  return { ...written(receipt), accountId: accountIdOf(clients, terms), terms };
}
