import { type ApprovalMode, prepareSpending } from "../../chain/allowance.ts";
import { argument, eventOf } from "../../chain/events.ts";
import { prepare, type PreparedTransaction } from "../../chain/prepare.ts";
import { send, type Written, written } from "../../chain/send.ts";
import type { Clients } from "../../clients.ts";
import type { Testimony } from "./divergence.ts";

export type OpenDivergenceParameters = {
  first: Testimony;
  second: Testimony;
  /** What to approve if the allowance for the bond is too small. Defaults to `"exact"`. */
  approve?: ApprovalMode | undefined;
};
export type OpenDivergenceResult = Written & { divergenceId: bigint };

/** The unsigned transaction of {@link openDivergence}, and the approval that it may need before. */
export async function prepareOpenDivergence(
  clients: Clients,
  { first, second, approve }: OpenDivergenceParameters,
): Promise<PreparedTransaction> {
  const { divergences } = clients.contracts;
  const data = divergences.interface.encodeFunctionData("open", [
    toSigned(first),
    first.offer,
    toSigned(second),
    second.offer,
  ]);
  const { token, divergences: spender } = clients.addresses;
  const spending = { token, spender, amount: await divergences.bond(), approve };
  return prepare(clients, "divergences", data, {
    before: await prepareSpending(clients, spending),
  });
}

/**
 * Opens a dispute over two operators that answered one request of a deterministic model differently. The signer puts up
 * a bond, and gets it back unless an arbiter finds that nobody was wrong.
 *
 * @throws {InsufficientFundsError} When the signer has less than the bond.
 * @throws {ContractRevertError} When the receipts do not contradict each other.
 */
export async function openDivergence(
  clients: Clients,
  parameters: OpenDivergenceParameters,
): Promise<OpenDivergenceResult> {
  const receipt = await send(clients, await prepareOpenDivergence(clients, parameters));
  const opened = eventOf(clients, "divergences", "DivergenceOpened", receipt);
  return { ...written(receipt), divergenceId: argument<bigint>(opened, "divergenceId") };
}

const toSigned = ({ receipt, signature }: Testimony) => ({ receipt, signature });
