import type { ReleasePolicy } from "@sahara/sdk";

import { cidDigest } from "../cid.ts";
import type { Custody } from "./custody.ts";

/** The policy under which custodians release what they were given, as `sahara.setReleasePolicy` takes it. */
export type CustodyPolicy = ReleasePolicy & { assetId: bigint; version: bigint };

/** The release policy that makes a custody the one in force. */
export function custodyPolicy(custody: Custody): CustodyPolicy {
  const { assetId, version, root, uses, threshold, seats } = custody;
  return {
    ...{ assetId, version, uses },
    payloadRoot: cidDigest(root),
    threshold: BigInt(threshold),
    ownerDirect: false,
    custodians: seats.map(({ account, commitment }) => ({ account, commitment })),
  };
}

/** Whether a policy is that of a custody: the same payload, and the same custodians with the same shares. */
export function isPolicyOf(custody: Custody, policy: ReleasePolicy): boolean {
  const { payloadRoot, custodians } = custodyPolicy(custody);
  return textOf({ payloadRoot, custodians }) === textOf(policy);
}

function textOf({ payloadRoot, custodians }: Pick<ReleasePolicy, "payloadRoot" | "custodians">) {
  const seats = custodians.map(({ account, commitment }) => [account, commitment]);
  return JSON.stringify([payloadRoot, seats]).toLowerCase();
}
