import { hexlify, randomBytes } from "ethers";

import { deadlineOr } from "../chain/deadline.ts";
import { type Clients, requireSigner } from "../clients.ts";
import { SaharaToken__factory } from "../contracts.ts";
import { type Address, parseAddress } from "../values/address.ts";
import { parseUint } from "../values/parseUint.ts";
import { parseReference, type Reference } from "../values/reference.ts";
import { parseRoot } from "../values/root.ts";

export type SignPaymentAuthorizationParameters = {
  assetId: bigint;
  /** A token with ERC-3009, such as SAHARA. */
  token: Address;
  /** Base units. */
  amount: bigint;
  /** For the payer's books, kept in the event. */
  ref?: Reference | undefined;
  /** Unix time after which it can be used. Defaults to 0. */
  validAfter?: bigint | undefined;
  /** Unix time before which it can be used. Defaults to an hour from now. */
  validBefore?: bigint | undefined;
  /** 32 bytes that tell one payment from the next. Defaults to random ones. */
  salt?: string | undefined;
};

/** A payment that its payer signed; whoever has it can bring it to the ledger, for this asset and reference only. */
export type SignedPaymentAuthorization = {
  assetId: bigint;
  token: Address;
  ref: string;
  from: Address;
  amount: bigint;
  validAfter: bigint;
  validBefore: bigint;
  salt: string;
  signature: string;
};

/** The signed struct (ERC-3009). */
export const RECEIVE_WITH_AUTHORIZATION_TYPES = {
  ReceiveWithAuthorization: [
    { name: "from", type: "address" },
    { name: "to", type: "address" },
    { name: "value", type: "uint256" },
    { name: "validAfter", type: "uint256" },
    { name: "validBefore", type: "uint256" },
    { name: "nonce", type: "bytes32" },
  ],
};

/** Signs a payment to an asset without sending anything; the payer needs neither gas nor an approval. */
export async function signPaymentAuthorization(
  clients: Clients,
  parameters: SignPaymentAuthorizationParameters,
): Promise<SignedPaymentAuthorization> {
  const { assetId, validAfter = 0n, salt = hexlify(randomBytes(32)) } = parameters;
  const signer = requireSigner(clients);
  const payment = {
    assetId,
    token: parseAddress(parameters.token, "token"),
    ref: parseReference(parameters.ref),
    from: await signer.getAddress(),
    amount: parseUint(parameters.amount, 120, "amount"),
    validAfter,
    validBefore: await deadlineOr(parameters.validBefore, clients),
    salt: parseRoot(salt, "salt"),
  };

  const { ledger } = clients.contracts;
  const nonce = await ledger.authorizationNonce(assetId, payment.ref, payment.salt);
  const domain = await readTokenDomain(clients, payment.token);
  const signature = await signer.signTypedData(domain, RECEIVE_WITH_AUTHORIZATION_TYPES, {
    from: payment.from,
    to: clients.addresses.ledger,
    value: payment.amount,
    validAfter,
    validBefore: payment.validBefore,
    nonce,
  });
  return { ...payment, signature };
}

/** The token's own EIP-712 domain (ERC-5267). */
export async function readTokenDomain({ provider }: Clients, token: Address) {
  const erc3009 = SaharaToken__factory.connect(token, provider);
  const { name, version, chainId, verifyingContract } = await erc3009.eip712Domain();
  return { name, version, chainId, verifyingContract };
}
