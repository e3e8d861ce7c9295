import { argument, eventOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type Holder, parseHolder } from "../values/address.ts";

export type AwardPositionParameters = {
  claimId: bigint;
  /** Whose units. Defaults to the asset's owner. */
  holder?: Holder | undefined;
  /** Bit mask of the ledger's currencies whose income is collected. Defaults to all. */
  currencies?: bigint | undefined;
};
export type AwardPositionResult = Written & {
  /** How many units were taken. */
  units: bigint;
};

const ALL_CURRENCIES = (1n << 32n) - 1n;

/** The unsigned transaction of {@link awardPosition}. */
export function prepareAwardPosition(
  clients: Clients,
  { claimId, holder = "owner", currencies = ALL_CURRENCIES }: AwardPositionParameters,
): PreparedTransaction {
  const { interface: court } = clients.contracts.court;
  const data = court.encodeFunctionData("award", [claimId, parseHolder(holder), currencies]);
  return prepare(clients, "court", data);
}

/**
 * Takes a position for an upheld claim as the council: what it has earned is for licensees, its units are the claimant's
 * if the asset should be its, and stay the owner's otherwise.
 */
export async function awardPosition(
  clients: Clients,
  parameters: AwardPositionParameters,
): Promise<AwardPositionResult> {
  const receipt = await send(clients, prepareAwardPosition(clients, parameters));
  const event = eventOf(clients, "court", "PositionAwarded", receipt);
  return { ...written(receipt), units: argument<bigint>(event, "units") };
}
