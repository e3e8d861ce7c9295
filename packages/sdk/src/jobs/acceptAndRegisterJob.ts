import type { SignedRegistration } from "../assets/signRegistration.ts";
import { argument, eventOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";

export type AcceptAndRegisterJobParameters = {
  jobId: bigint;
  /** The client's registration of what was delivered, see `signRegistration`. */
  signed: SignedRegistration;
};
export type AcceptAndRegisterJobResult = Written & { assetId: bigint };

/** The unsigned transaction of {@link acceptAndRegisterJob}. */
export function prepareAcceptAndRegisterJob(
  clients: Clients,
  { jobId, signed }: AcceptAndRegisterJobParameters,
): PreparedTransaction {
  const { registration, deadline, signature } = signed;
  const { interface: jobs } = clients.contracts.jobs;
  const args = [jobId, registration, deadline, signature] as const;
  return prepare(clients, "jobs", jobs.encodeFunctionData("acceptAndRegister", [...args]));
}

/** Pays for a delivered model and registers it as the client's asset, in one transaction. */
export async function acceptAndRegisterJob(
  clients: Clients,
  parameters: AcceptAndRegisterJobParameters,
): Promise<AcceptAndRegisterJobResult> {
  const receipt = await send(clients, prepareAcceptAndRegisterJob(clients, parameters));
  const event = eventOf(clients, "jobs", "JobRegistered", receipt);
  return { ...written(receipt), assetId: argument<bigint>(event, "assetId") };
}
