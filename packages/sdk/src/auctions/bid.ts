import { type ApprovalMode, prepareSpending } from "../chain/allowance.ts";
import { argument, eventOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import { accountOf, type Clients } from "../clients.ts";
import { parseUint } from "../values/parseUint.ts";

export type BidParameters = {
  auctionId: bigint;
  /** The whole bid, in base units; see {@link getLeastBid}. */
  amount: bigint;
  /** What to approve if the allowance is too small for what credit and earlier bid leave. Defaults to `"exact"`. */
  approve?: ApprovalMode | undefined;
};
export type BidResult = Written & {
  /** What counts, in base units: of a token that takes a fee on transfer, what arrived. */
  amount: bigint;
  /** Unix time at which the auction ends now. */
  endsAt: bigint;
};

/** The unsigned transaction of {@link bid}, and the approval that it may need before. */
export async function prepareBid(
  clients: Clients,
  { auctionId, amount, approve }: BidParameters,
): Promise<PreparedTransaction> {
  const { interface: auctions } = clients.contracts.auctions;
  const value = parseUint(amount, 96, "bid");
  return prepare(clients, "auctions", auctions.encodeFunctionData("bid", [auctionId, value]), {
    before: await prepareRest(clients, auctionId, value, approve),
  });
}

/**
 * Bids in an English auction. The signer's credit at the auction house pays first, its allowance the rest; who leads
 * already pays only the difference.
 *
 * @throws {InsufficientFundsError} When the signer has less than the rest.
 * @throws {ContractRevertError} Such as `AuctionHouse_BidTooLow`, with the least bid that would do.
 */
export async function bid(clients: Clients, parameters: BidParameters): Promise<BidResult> {
  const receipt = await send(clients, await prepareBid(clients, parameters));
  const event = eventOf(clients, "auctions", "BidPlaced", receipt);
  return {
    ...written(receipt),
    amount: argument<bigint>(event, "amount"),
    endsAt: argument<bigint>(event, "endsAt"),
  };
}

/** What credit and an earlier bid don't cover comes out of the allowance. */
async function prepareRest(
  clients: Clients,
  auctionId: bigint,
  amount: bigint,
  approve: ApprovalMode | undefined,
): Promise<PreparedTransaction[]> {
  if (clients.signer === undefined) return [];
  const { auctions } = clients.contracts;
  const account = await accountOf(clients, undefined);
  const { token, bidder, bid: leading } = await auctions.auctionOf(auctionId);
  const credit = await auctions.creditOf(account, token);
  const covered = credit + (bidder === account ? leading : 0n);
  if (covered >= amount) return [];
  const spender = clients.addresses.auctions;
  return await prepareSpending(clients, { token, spender, amount: amount - covered, approve });
}
