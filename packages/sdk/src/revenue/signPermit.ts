import { Signature } from "ethers";

import { deadlineOr } from "../chain/deadline.ts";
import { type Clients, requireSigner } from "../clients.ts";
import { SaharaToken__factory } from "../contracts.ts";
import type { Address } from "../values/address.ts";
import { readTokenDomain } from "./signPaymentAuthorization.ts";

/** The signed struct (ERC-2612). */
const PERMIT_TYPES = {
  Permit: [
    { name: "owner", type: "address" },
    { name: "spender", type: "address" },
    { name: "value", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
};

export type PermitParameters = {
  /** A token with ERC-2612, such as SAHARA. */
  token: Address;
  /** Contract that may take the tokens. */
  spender: Address;
  /** Base units. */
  value: bigint;
  /** Unix time. Defaults to an hour from now. */
  deadline?: bigint | undefined;
};

/** The signer's permit over its next nonce, as contracts take it. */
export async function signPermit(
  clients: Clients,
  { token, spender, value, deadline: given }: PermitParameters,
) {
  const signer = requireSigner(clients);
  const owner = await signer.getAddress();
  const [domain, nonce, deadline] = await Promise.all([
    readTokenDomain(clients, token),
    SaharaToken__factory.connect(token, clients.provider).nonces(owner),
    deadlineOr(given, clients),
  ]);
  const permit = { owner, spender, value, nonce, deadline };
  const { v, r, s } = Signature.from(await signer.signTypedData(domain, PERMIT_TYPES, permit));
  return { value, deadline, v, r, s };
}
