import { argument, eventOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { parseRoot } from "../values/root.ts";
import { ZeroHash } from "ethers";

export type PublishVersionParameters = {
  assetId: bigint;
  /** Digest or CID; may stay the same when only the metadata changes. */
  contentRoot: string;
  /** Digest or CID. */
  metadataRoot: string;
  /** Salt of an earlier `commitContent`. */
  salt?: string | undefined;
};
export type PublishVersionResult = Written & { version: bigint };

/** The unsigned transaction of {@link publishVersion}. */
export function preparePublishVersion(
  clients: Clients,
  { assetId, contentRoot, metadataRoot, salt }: PublishVersionParameters,
): PreparedTransaction {
  const data = clients.contracts.registry.interface.encodeFunctionData("publishVersion", [
    assetId,
    parseRoot(contentRoot, "content root"),
    parseRoot(metadataRoot, "metadata root"),
    salt === undefined ? ZeroHash : parseRoot(salt, "salt"),
  ]);
  return prepare(clients, "registry", data);
}

/** Publishes a new version of an asset. Only its owner, or whom it approved. */
export async function publishVersion(
  clients: Clients,
  parameters: PublishVersionParameters,
): Promise<PublishVersionResult> {
  const receipt = await send(clients, preparePublishVersion(clients, parameters));
  const event = eventOf(clients, "registry", "VersionPublished", receipt);
  return { ...written(receipt), version: argument<bigint>(event, "version") };
}
