import type { ApprovalMode } from "../chain/allowance.ts";
import { argument, eventOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { prepareClaimBond } from "./claim.ts";

export type TagDescendantParameters = {
  /** An upheld claim against a parent of the asset. */
  parentClaimId: bigint;
  /** The child. */
  assetId: bigint;
  /** What to approve if the allowance is too small. Defaults to `"exact"`. */
  approve?: ApprovalMode | undefined;
};
export type TagDescendantResult = Written & {
  /** The id of the tag, a claim of its own. */
  claimId: bigint;
  /** Unix time until which the council can rule on it. */
  deadline: bigint;
};

/** The unsigned transaction of {@link tagDescendant}, and the approval that it may need before. */
export async function prepareTagDescendant(
  clients: Clients,
  { parentClaimId, assetId, approve }: TagDescendantParameters,
): Promise<PreparedTransaction> {
  const { interface: court } = clients.contracts.court;
  const data = court.encodeFunctionData("tag", [parentClaimId, assetId]);
  const before = await prepareClaimBond(clients, approve);
  return prepare(clients, "court", data, { before });
}

/**
 * Holds an asset that was made from one that an upheld claim holds, with a bond; one hop a call. Anyone may.
 *
 * @throws {InsufficientFundsError} When the signer has less than the bond.
 */
export async function tagDescendant(
  clients: Clients,
  parameters: TagDescendantParameters,
): Promise<TagDescendantResult> {
  const receipt = await send(clients, await prepareTagDescendant(clients, parameters));
  const event = eventOf(clients, "court", "ClaimFiled", receipt);
  return {
    ...written(receipt),
    claimId: argument<bigint>(event, "claimId"),
    deadline: argument<bigint>(event, "deadline"),
  };
}
