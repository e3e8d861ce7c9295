import { hexlify, randomBytes } from "ethers";

import { deadlineOr } from "../chain/deadline.ts";
import { type Clients, requireSigner } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";
import { parseRoot } from "../values/root.ts";

export type SignLicenseApprovalParameters = {
  assetId: bigint;
  termsId: string;
  licensee: Address;
  /** Unix time until which it can be submitted. Defaults to an hour from now. */
  deadline?: bigint | undefined;
  /** 32 bytes that tell one approval from the next. Defaults to random ones. */
  salt?: string | undefined;
};

/** An approval that the asset's owner signed; whoever has it can submit it once. */
export type SignedLicenseApproval = {
  approval: { assetId: bigint; termsId: string; licensee: Address; salt: string; deadline: bigint };
  signature: string;
};

/** The signed struct (EIP-712). */
export const LICENSE_APPROVAL_TYPES = {
  LicenseApproval: [
    { name: "assetId", type: "uint256" },
    { name: "termsId", type: "bytes32" },
    { name: "licensee", type: "address" },
    { name: "salt", type: "bytes32" },
    { name: "deadline", type: "uint256" },
  ],
};

/** Signs, as the asset's owner, that an account may buy one licence. Sends nothing. */
export async function signLicenseApproval(
  clients: Clients,
  parameters: SignLicenseApprovalParameters,
): Promise<SignedLicenseApproval> {
  const { assetId, salt = hexlify(randomBytes(32)), deadline } = parameters;
  const approval = {
    assetId,
    termsId: parseRoot(parameters.termsId, "terms id"),
    licensee: parseAddress(parameters.licensee, "licensee"),
    salt: parseRoot(salt, "salt"),
    deadline: await deadlineOr(deadline, clients),
  };

  const { chainId, addresses } = clients;
  const verifyingContract = addresses.approvals;
  const signature = await requireSigner(clients).signTypedData(
    { name: "Sahara License Approvals", version: "1", chainId, verifyingContract },
    LICENSE_APPROVAL_TYPES,
    approval,
  );
  return { approval, signature };
}
