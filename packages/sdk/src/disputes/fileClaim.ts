import type { ApprovalMode } from "../chain/allowance.ts";
import { argument, eventOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { UNITS } from "../units/contributors.ts";
import { indexOfName } from "../values/names.ts";
import { parseUint } from "../values/parseUint.ts";
import { parseRoot } from "../values/root.ts";
import { CLAIM_KINDS, type ClaimKind, prepareClaimBond } from "./claim.ts";

export type FileClaimParameters = {
  assetId: bigint;
  /** What is wrong with the asset. */
  kind: ClaimKind;
  /** Most units that can be awarded, or whose income can be; 0n asks for the hold alone. Defaults to all. */
  units?: bigint | undefined;
  /** Digest or CID of the evidence. */
  evidenceRoot: string;
  /** What to approve if the allowance is too small. Defaults to `"exact"`. */
  approve?: ApprovalMode | undefined;
};
export type FileClaimResult = Written & {
  /** The id of the claim. */
  claimId: bigint;
  /** Unix time until which the owner can answer. */
  deadline: bigint;
};

/** The unsigned transaction of {@link fileClaim}, and the approval that it may need before. */
export async function prepareFileClaim(
  clients: Clients,
  { assetId, kind, units = UNITS, evidenceRoot, approve }: FileClaimParameters,
): Promise<PreparedTransaction> {
  const { interface: court } = clients.contracts.court;
  const data = court.encodeFunctionData("file", [
    assetId,
    indexOfName(CLAIM_KINDS, kind, "kind"),
    parseUint(units, 32, "units"),
    parseRoot(evidenceRoot, "evidence root"),
  ]);
  const before = await prepareClaimBond(clients, approve);
  return prepare(clients, "court", data, { before });
}

/**
 * Claims that an asset is not what or whose it should be, with a bond. Nothing is held before the first hearing.
 *
 * @throws {InsufficientFundsError} When the signer has less than the bond.
 */
export async function fileClaim(
  clients: Clients,
  parameters: FileClaimParameters,
): Promise<FileClaimResult> {
  const receipt = await send(clients, await prepareFileClaim(clients, parameters));
  const event = eventOf(clients, "court", "ClaimFiled", receipt);
  return {
    ...written(receipt),
    claimId: argument<bigint>(event, "claimId"),
    deadline: argument<bigint>(event, "deadline"),
  };
}
