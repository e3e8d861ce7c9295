import { accountOf, type Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";

export type GetAuctionCreditParameters = {
  /** Defaults to the signer. */
  account?: Address | undefined;
  /** Defaults to SAHARA. */
  token?: Address | undefined;
};

/** What waits for an account at the auction house, in base units: bids that were outdone, and proceeds. */
export async function getAuctionCredit(
  clients: Clients,
  parameters: GetAuctionCreditParameters = {},
): Promise<bigint> {
  const account = parseAddress(await accountOf(clients, parameters.account), "account");
  const token = parseAddress(parameters.token ?? clients.addresses.token, "token");
  return await clients.contracts.auctions.creditOf(account, token);
}
