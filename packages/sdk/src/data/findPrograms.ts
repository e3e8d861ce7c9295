import { argument, eventsOf } from "../chain/events.ts";
import { getLogs } from "../chain/getLogs.ts";
import { mapLimited } from "../chain/mapLimited.ts";
import type { Clients } from "../clients.ts";
import { toHex32 } from "../values/hex32.ts";
import { getProgram, type ProgramLimits } from "./getProgram.ts";

export type FindProgramsParameters = { assetId: bigint };

export type AllowedProgram = ProgramLimits & { programHash: string };

/** The programs that may run on an asset's data now, in the order in which they were first allowed. */
export async function findPrograms(
  clients: Clients,
  { assetId }: FindProgramsParameters,
): Promise<AllowedProgram[]> {
  const { topicHash } = clients.contracts.vault.interface.getEvent("ProgramAllowed");
  const logs = await getLogs(clients, {
    address: clients.addresses.vault,
    topics: [topicHash, toHex32(assetId)],
  });
  const events = eventsOf(clients, "vault", "ProgramAllowed", logs);
  const hashes = new Set(events.map((event) => argument<string>(event, "programHash")));
  const programs = await mapLimited([...hashes], async (programHash) => {
    const limits = await getProgram(clients, { assetId, programHash });
    return limits === undefined ? [] : [{ programHash, ...limits }];
  });
  return programs.flat();
}
