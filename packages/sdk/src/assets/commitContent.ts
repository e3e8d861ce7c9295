import { hexlify, randomBytes } from "ethers";

import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import { accountOf, type Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";
import { parseRoot } from "../values/root.ts";

export type CommitContentParameters = {
  /** Digest or CID of the bytes that stay secret for now. */
  contentRoot: string;
  /** 32 bytes. Defaults to random ones; keep what is returned, the registration needs it. */
  salt?: string | undefined;
  /** Who will own the asset. Defaults to the signer. */
  owner?: Address | undefined;
};
export type CommitContentResult = Written & { commitment: string; salt: string };

/** The unsigned transaction of {@link commitContent}, with the salt that the registration will need. */
export async function prepareCommitContent(
  clients: Clients,
  { contentRoot, salt = hexlify(randomBytes(32)), owner }: CommitContentParameters,
): Promise<PreparedTransaction & { commitment: string; salt: string }> {
  const { registry } = clients.contracts;
  const claimant = parseAddress(await accountOf(clients, owner), "owner");
  const root = parseRoot(contentRoot, "content root");
  const commitment = await registry.commitmentOf(claimant, root, parseRoot(salt, "salt"));
  const data = registry.interface.encodeFunctionData("commit", [commitment]);
  return { ...prepare(clients, "registry", data), commitment, salt };
}

/**
 * Commits to a content root without showing it, so that nobody who sees the registration on its way can take it.
 * Register in a later block, within 7 days and with the salt returned.
 */
export async function commitContent(
  clients: Clients,
  parameters: CommitContentParameters,
): Promise<CommitContentResult> {
  const { commitment, salt, ...prepared } = await prepareCommitContent(clients, parameters);
  const receipt = await send(clients, prepared);
  return { ...written(receipt), commitment, salt };
}
