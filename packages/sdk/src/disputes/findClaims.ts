import { addressTopic } from "../chain/addressTopic.ts";
import { argument, eventsOf } from "../chain/events.ts";
import { getLogs } from "../chain/getLogs.ts";
import { mapLimited } from "../chain/mapLimited.ts";
import type { Clients } from "../clients.ts";
import type { Address } from "../values/address.ts";
import { toHex32 } from "../values/hex32.ts";
import type { AssetClaim, ClaimStage } from "./claim.ts";
import { getClaim } from "./getClaim.ts";

export type FindClaimsParameters = {
  /** Against this asset only. */
  assetId?: bigint | undefined;
  /** Of this claimant only. */
  claimant?: Address | undefined;
  /** At this stage only. */
  stage?: ClaimStage | undefined;
};

/** Claims against assets that were ever filed, found from events, in the order of their ids. */
export async function findClaims(
  clients: Clients,
  { assetId, claimant, stage }: FindClaimsParameters = {},
): Promise<AssetClaim[]> {
  const { topicHash } = clients.contracts.court.interface.getEvent("ClaimFiled");
  const logs = await getLogs(clients, {
    address: clients.addresses.court,
    topics: [
      topicHash,
      null,
      assetId === undefined ? null : toHex32(assetId),
      addressTopic(claimant, "claimant"),
    ],
  });
  const filed = eventsOf(clients, "court", "ClaimFiled", logs);
  const claims = await mapLimited(filed, (event) =>
    getClaim(clients, { claimId: argument<bigint>(event, "claimId") }),
  );
  return claims
    .filter((claim) => claim !== undefined)
    .filter((claim) => stage === undefined || claim.stage === stage);
}
