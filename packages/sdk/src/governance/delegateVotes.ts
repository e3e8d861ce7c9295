import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import { accountOf, type Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";

export type DelegateVotesParameters = {
  /** Who votes with the signer's SAHARA. Defaults to the signer. */
  to?: Address | undefined;
};

/** The unsigned transaction of {@link delegateVotes}. */
export async function prepareDelegateVotes(
  clients: Clients,
  { to }: DelegateVotesParameters = {},
): Promise<PreparedTransaction> {
  const delegatee = parseAddress(await accountOf(clients, to), "delegate");
  const { interface: token } = clients.contracts.token;
  return prepare(clients, "token", token.encodeFunctionData("delegate", [delegatee]));
}

/** Gives the votes of the signer's SAHARA to somebody, or to itself: what nobody was given votes nowhere. */
export async function delegateVotes(
  clients: Clients,
  parameters: DelegateVotesParameters = {},
): Promise<Written> {
  return written(await send(clients, await prepareDelegateVotes(clients, parameters)));
}
