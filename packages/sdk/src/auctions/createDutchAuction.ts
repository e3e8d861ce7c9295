import type { ApprovalMode } from "../chain/allowance.ts";
import { argument, eventOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";
import { parseUint } from "../values/parseUint.ts";
import type { CreateAuctionResult } from "./createAuction.ts";
import { prepareLot } from "./prepareLot.ts";

export type CreateDutchAuctionParameters = {
  assetId: bigint;
  /** Units of it, sold whole or in parts; defaults to 0n, the asset itself. */
  units?: bigint | undefined;
  /** Defaults to SAHARA. */
  token?: Address | undefined;
  /** Price of all of it now, in base units. */
  startPrice: bigint;
  /** Price of all of it at the end. */
  endPrice: bigint;
  /** Unix time of the last second in which it can be bought, at most 90 days off. */
  endsAt: bigint;
  /** What to approve if the auction house may not move the lot. Defaults to `"exact"`. */
  approve?: ApprovalMode | undefined;
};

/** The unsigned transaction of {@link createDutchAuction}, and the approval that it may need before. */
export async function prepareCreateDutchAuction(
  clients: Clients,
  parameters: CreateDutchAuctionParameters,
): Promise<PreparedTransaction> {
  const { token = clients.addresses.token, units = 0n, approve } = parameters;
  const item = {
    assetId: parseUint(parameters.assetId, 256, "asset id"),
    units: parseUint(units, 256, "number of units"),
  };
  const terms = {
    item,
    token: parseAddress(token, "token"),
    startPrice: parseUint(parameters.startPrice, 96, "start price"),
    endPrice: parseUint(parameters.endPrice, 96, "end price"),
    endsAt: parseUint(parameters.endsAt, 40, "end"),
  };
  const { interface: auctions } = clients.contracts.auctions;
  return prepare(clients, "auctions", auctions.encodeFunctionData("createDutchAuction", [terms]), {
    before: await prepareLot(clients, item, approve),
  });
}

/**
 * Offers an asset or units at a price that falls evenly until the end.
 *
 * @throws {LotNotApprovedError} When the house may not move the lot and `approve` is `"never"`.
 */
export async function createDutchAuction(
  clients: Clients,
  parameters: CreateDutchAuctionParameters,
): Promise<CreateAuctionResult> {
  const receipt = await send(clients, await prepareCreateDutchAuction(clients, parameters));
  const event = eventOf(clients, "auctions", "DutchAuctionCreated", receipt);
  return { ...written(receipt), auctionId: argument<bigint>(event, "auctionId") };
}
