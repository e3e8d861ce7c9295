import type { Clients } from "../clients.ts";
import { parseRoot } from "../values/root.ts";

export type FindAssetByContentParameters = {
  /** Digest or CID. */
  contentRoot: string;
};

/** The asset that holds some content, if one does. */
export async function findAssetByContent(
  { contracts }: Clients,
  { contentRoot }: FindAssetByContentParameters,
): Promise<bigint | undefined> {
  const root = parseRoot(contentRoot, "content root");
  const assetId = await contracts.registry.assetByContentRoot(root);
  return assetId === 0n ? undefined : assetId;
}
