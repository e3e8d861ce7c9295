import { ZeroHash } from "ethers";

import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { toBits } from "../values/names.ts";
import { parseRoot } from "../values/root.ts";
import { CAPABILITIES, type Capability } from "./capabilities.ts";

export type SetProfileParameters = {
  capabilities: readonly Capability[];
  /** URL of the node, at most 256 bytes. */
  endpoint: string;
  /** Digest or CID of the canonical-JSON profile. Defaults to none. */
  metadataRoot?: string | undefined;
};

/** The unsigned transaction of {@link setProfile}. */
export function prepareSetProfile(
  clients: Clients,
  { capabilities, endpoint, metadataRoot = ZeroHash }: SetProfileParameters,
): PreparedTransaction {
  const bits = toBits(CAPABILITIES, capabilities, "capability");
  const root = parseRoot(metadataRoot, "metadata root");
  const { interface: operators } = clients.contracts.operators;
  const data = operators.encodeFunctionData("setProfile", [bits, endpoint, root]);
  return prepare(clients, "operators", data);
}

/** Says what the signer can do as an operator, and where. */
export async function setProfile(
  clients: Clients,
  parameters: SetProfileParameters,
): Promise<Written> {
  return written(await send(clients, prepareSetProfile(clients, parameters)));
}
