import { ZeroHash } from "ethers";

import { accountOf, type Clients } from "../../clients.ts";
import { type Address, parseAddress } from "../../values/address.ts";
import { parseRoot } from "../../values/root.ts";
import { createDigests, meterDomain } from "../digests.ts";
import { ethersSignatures } from "../signatures.ts";
import type { AccountTerms } from "../structs.ts";

export type AccountTermsParameters = {
  /** Whose money it is. Defaults to the signer. */
  payer?: Address | undefined;
  operator: Address;
  /** Defaults to SAHARA. */
  token?: Address | undefined;
  /** Seconds from the request of a withdrawal to it, 15 minutes to 30 days. Defaults to a day. */
  withdrawDelay?: number | undefined;
  /** 32 bytes that tell accounts apart. Defaults to zero. */
  salt?: string | undefined;
};

const DAY_S = 86_400;

/** The terms of an account, complete and in lower case. */
export async function toAccountTerms(
  clients: Pick<Clients, "signer" | "addresses">,
  parameters: AccountTermsParameters,
): Promise<AccountTerms> {
  const { operator, token = clients.addresses.token } = parameters;
  const { withdrawDelay = DAY_S, salt = ZeroHash } = parameters;
  const payer = parseAddress(await accountOf(clients, parameters.payer), "payer");
  return {
    payer: payer.toLowerCase(),
    operator: parseAddress(operator, "operator").toLowerCase(),
    token: parseAddress(token, "token").toLowerCase(),
    withdrawDelay,
    salt: parseRoot(salt, "salt"),
  };
}

/** The id of an account, opened or not: the digest of its terms. */
export function accountIdOf(
  { chainId, addresses }: Pick<Clients, "chainId" | "addresses">,
  terms: AccountTerms,
): string {
  const digests = createDigests(meterDomain(chainId, addresses.meter), ethersSignatures);
  return digests.id("AccountTerms", terms);
}
