import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";
import { parseUint } from "../values/parseUint.ts";

export type AssignSeatParameters = {
  licenseId: bigint;
  /** Counted from 0. */
  seat: bigint;
  user: Address;
  /** Unix time in seconds. */
  expires: bigint;
};

/** The unsigned transaction of {@link assignSeat}. */
export function prepareAssignSeat(
  clients: Clients,
  { licenseId, seat, user, expires }: AssignSeatParameters,
): PreparedTransaction {
  const data = clients.contracts.seats.interface.encodeFunctionData("assignSeat", [
    licenseId,
    parseUint(seat, 16, "seat"),
    parseAddress(user, "user"),
    parseUint(expires, 40, "time"),
  ]);
  return prepare(clients, "seats", data);
}

/** Lets an account use a licence in one of its seats; an earlier user of the seat loses it. Only the holder. */
export async function assignSeat(
  clients: Clients,
  parameters: AssignSeatParameters,
): Promise<Written> {
  const receipt = await send(clients, prepareAssignSeat(clients, parameters));
  return written(receipt);
}
