import type { ApprovalMode } from "../chain/allowance.ts";
import { argument, eventOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";
import { parseUint } from "../values/parseUint.ts";
import { prepareLot } from "./prepareLot.ts";

export type CreateAuctionParameters = {
  assetId: bigint;
  /** Units of it; defaults to 0n, the asset itself. */
  units?: bigint | undefined;
  /** What bids are made in. Defaults to SAHARA. */
  token?: Address | undefined;
  /** Lowest first bid, in base units. */
  reserve: bigint;
  /** How far a bid must be above the one before, in basis points, from 100n. Defaults to 500n. */
  stepBps?: bigint | undefined;
  /** Unix time from which no bids are taken, at most 90 days off. */
  endsAt: bigint;
  /** Seconds before the end in which a bid moves it, to as many from then. Defaults to ten minutes. */
  extension?: bigint | undefined;
  /** What to approve if the auction house may not move the lot. Defaults to `"exact"`. */
  approve?: ApprovalMode | undefined;
};
export type CreateAuctionResult = Written & { auctionId: bigint };

const STEP_BPS = 500n;
const EXTENSION_S = 600n;

/** The unsigned transaction of {@link createAuction}, and the approval that it may need before. */
export async function prepareCreateAuction(
  clients: Clients,
  parameters: CreateAuctionParameters,
): Promise<PreparedTransaction> {
  const { stepBps = STEP_BPS, extension = EXTENSION_S, approve } = parameters;
  const { token = clients.addresses.token, units = 0n } = parameters;
  const item = {
    assetId: parseUint(parameters.assetId, 256, "asset id"),
    units: parseUint(units, 256, "number of units"),
  };
  const terms = {
    item,
    token: parseAddress(token, "token"),
    reserve: parseUint(parameters.reserve, 96, "reserve"),
    stepBps: parseUint(stepBps, 16, "step"),
    endsAt: parseUint(parameters.endsAt, 40, "end"),
    extension: parseUint(extension, 24, "extension"),
  };
  const { interface: auctions } = clients.contracts.auctions;
  return prepare(clients, "auctions", auctions.encodeFunctionData("createAuction", [terms]), {
    before: await prepareLot(clients, item, approve),
  });
}

/**
 * Begins an auction that ends with the highest bid. The lot stays with the signer, who lets the auction house move it.
 *
 * @throws {LotNotApprovedError} When the house may not move the lot and `approve` is `"never"`.
 *
 * @example
 * const { auctionId } = await sahara.createAuction({ assetId, reserve, endsAt });
 */
export async function createAuction(
  clients: Clients,
  parameters: CreateAuctionParameters,
): Promise<CreateAuctionResult> {
  const receipt = await send(clients, await prepareCreateAuction(clients, parameters));
  const event = eventOf(clients, "auctions", "AuctionCreated", receipt);
  return { ...written(receipt), auctionId: argument<bigint>(event, "auctionId") };
}
