import type { Clients } from "../clients.ts";

export type GetVersionParameters = {
  assetId: bigint;
  /** Defaults to the latest. */
  version?: bigint | undefined;
};
export type Version = { version: bigint; contentRoot: string; metadataRoot: string };

/** Reads one version of an asset. */
export async function getVersion(
  { contracts: { registry } }: Clients,
  { assetId, version }: GetVersionParameters,
): Promise<Version> {
  const wanted = version ?? (await registry.latestVersionOf(assetId));
  const { contentRoot, metadataRoot } = await registry.versionOf(assetId, wanted);
  return { version: wanted, contentRoot, metadataRoot };
}
