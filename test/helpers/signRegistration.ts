import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";

import type { Registrar } from "../../typechain-types/index.js";
import type { Registration } from "./assets.ts";
import { domainOf, TYPES } from "./typedData.ts";

export type SignedRegistration = {
  registration: Registration;
  owner: string;
  /** Unix time in seconds. */
  deadline: bigint;
  /** Defaults to the owner's present nonce. */
  nonce?: bigint;
};

/** Signs a registration as the wallet of `signer` does; `owner` may be a contract account that it speaks for. */
export async function signRegistration(
  registrar: Registrar,
  signer: HardhatEthersSigner,
  { registration, owner, deadline, nonce }: SignedRegistration,
): Promise<string> {
  const message = {
    owner,
    registration,
    nonce: nonce ?? (await registrar.nonces(owner)),
    deadline,
  };
  return await signer.signTypedData(await domainOf(registrar), TYPES.registerFor, message);
}
