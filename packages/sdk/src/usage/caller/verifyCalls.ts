import type { Clients } from "../../clients.ts";
import { createDigests, meterDomain } from "../digests.ts";
import { ethersSignatures, type Signatures } from "../signatures.ts";
import type { CallStore } from "./CallStore.ts";
import { createCallerChain } from "./createCallerChain.ts";
import { type StoredReport, verifyStored } from "./verifyStored.ts";

export type VerifyCallsParameters = {
  store: CallStore;
  /** Defaults to ethers'. */
  signatures?: Signatures | undefined;
};

/** Checks a caller's store again by the chain, as `verifyStored` of a caller does, without an account. */
export async function verifyCalls(
  clients: Clients,
  { store, signatures = ethersSignatures }: VerifyCallsParameters,
): Promise<StoredReport> {
  const domain = meterDomain(clients.chainId, clients.addresses.meter);
  const digests = createDigests(domain, signatures);
  const chain = createCallerChain(clients);
  return await verifyStored({ store, chain, digests, signatures });
}
