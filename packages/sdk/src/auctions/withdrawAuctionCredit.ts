import { argument, eventsOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import { accountOf, type Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";

export type WithdrawAuctionCreditParameters = {
  /** Who gets it. Defaults to the signer, whose credit it is. */
  to?: Address | undefined;
  /** Defaults to SAHARA. */
  token?: Address | undefined;
};
export type WithdrawAuctionCreditResult = Written & {
  /** What was paid, in base units; 0n if there was nothing. */
  amount: bigint;
};

/** The unsigned transaction of {@link withdrawAuctionCredit}. */
export async function prepareWithdrawAuctionCredit(
  clients: Clients,
  parameters: WithdrawAuctionCreditParameters = {},
): Promise<PreparedTransaction> {
  const token = parseAddress(parameters.token ?? clients.addresses.token, "token");
  const to = parseAddress(await accountOf(clients, parameters.to), "receiver");
  const { interface: auctions } = clients.contracts.auctions;
  return prepare(clients, "auctions", auctions.encodeFunctionData("withdraw", [token, to]));
}

/** Pays out what waits for the signer at the auction house: bids that were outdone, and proceeds. */
export async function withdrawAuctionCredit(
  clients: Clients,
  parameters: WithdrawAuctionCreditParameters = {},
): Promise<WithdrawAuctionCreditResult> {
  const receipt = await send(clients, await prepareWithdrawAuctionCredit(clients, parameters));
  const [event] = eventsOf(clients, "auctions", "CreditWithdrawn", receipt.logs);
  const amount = event === undefined ? 0n : argument<bigint>(event, "amount");
  return { ...written(receipt), amount };
}
