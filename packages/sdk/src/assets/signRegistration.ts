import { deadlineOr } from "../chain/deadline.ts";
import { type Clients, requireSigner } from "../clients.ts";
import type { Address } from "../values/address.ts";
import { type Registration, type RegistrationParameters, toRegistration } from "./registration.ts";

export type SignRegistrationParameters = RegistrationParameters & {
  /** Unix time until which it can be used. Defaults to an hour from now. */
  deadline?: bigint | undefined;
};

/** A registration that its owner signed; whoever has it can register it and pays the gas. */
export type SignedRegistration = {
  registration: Registration;
  owner: Address;
  nonce: bigint;
  deadline: bigint;
  signature: string;
};

/** The signed struct (EIP-712). */
export const REGISTRATION_TYPES = {
  RegisterFor: [
    { name: "owner", type: "address" },
    { name: "registration", type: "Registration" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
  Registration: [
    { name: "kind", type: "uint8" },
    { name: "contentRoot", type: "bytes32" },
    { name: "metadataRoot", type: "bytes32" },
    { name: "salt", type: "bytes32" },
    { name: "currencies", type: "uint32" },
    { name: "parents", type: "ParentLink[]" },
    { name: "contributors", type: "Contributor[]" },
    { name: "contributorRoot", type: "bytes32" },
    { name: "contributorRootUnits", type: "uint32" },
    { name: "terms", type: "bytes32[]" },
  ],
  ParentLink: [
    { name: "asset", type: "uint256" },
    { name: "relation", type: "uint8" },
    { name: "license", type: "uint256" },
  ],
  Contributor: [
    { name: "account", type: "address" },
    { name: "units", type: "uint32" },
  ],
};

/** Signs a registration without sending anything; the signer becomes the asset's owner and needs no gas. */
export async function signRegistration(
  clients: Clients,
  { deadline, ...parameters }: SignRegistrationParameters,
): Promise<SignedRegistration> {
  const signer = requireSigner(clients);
  const owner = await signer.getAddress();
  const message = {
    registration: await toRegistration(clients, parameters),
    owner,
    nonce: await clients.contracts.registrar.nonces(owner),
    deadline: await deadlineOr(deadline, clients),
  };

  const signature = await signer.signTypedData(
    registrationDomain(clients),
    REGISTRATION_TYPES,
    message,
  );
  return { ...message, signature };
}

/** The Registrar's EIP-712 domain. */
export function registrationDomain({ chainId, addresses }: Pick<Clients, "chainId" | "addresses">) {
  return {
    name: "Sahara Registrar",
    version: "1",
    chainId,
    verifyingContract: addresses.registrar,
  };
}
