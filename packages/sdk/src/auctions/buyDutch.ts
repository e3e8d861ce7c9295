import { ZeroHash } from "ethers";

import { type ApprovalMode, prepareSpending } from "../chain/allowance.ts";
import { argument, eventOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { expectedStateOr } from "../market/expectedStateOr.ts";
import { parseUint } from "../values/parseUint.ts";

export type BuyDutchParameters = {
  auctionId: bigint;
  /** How many units. Defaults to all that are left, or to the asset. */
  units?: bigint | undefined;
  /** Most to pay for them, in base units. Defaults to the price of now, which only falls. */
  maxPrice?: bigint | undefined;
  /**
   * `stateOf` the asset as it was looked at: what the seller changes until the sale makes it fail. Defaults to that of
   * now; `"any"` takes it as it will be. Units have none.
   */
  expectedState?: string | undefined;
  /** What to approve if the allowance is too small. Defaults to `"exact"`. */
  approve?: ApprovalMode | undefined;
};
export type BuyDutchResult = Written & {
  units: bigint;
  unitsLeft: bigint;
  /** Base units of the auction's token, and what of them went to the protocol, the asset and the seller. */
  price: bigint;
  fee: bigint;
  royalty: bigint;
  proceeds: bigint;
};

/** The unsigned transaction of {@link buyDutch}, and the approval that it may need before. */
export async function prepareBuyDutch(
  clients: Clients,
  parameters: BuyDutchParameters,
): Promise<PreparedTransaction> {
  const { auctionId, approve } = parameters;
  const { auctions } = clients.contracts;
  const { token, assetId, unitsLeft } = await auctions.dutchAuctionOf(auctionId);
  const units = parseUint(parameters.units ?? unitsLeft, 32, "number of units");
  const price = await auctions.dutchPriceOf(auctionId, units);
  const maxPrice = parseUint(parameters.maxPrice ?? price, 96, "price");
  const state =
    units === 0n
      ? await expectedStateOr(parameters.expectedState, () =>
          clients.contracts.auctions.stateOf([{ assetId, units }]),
        )
      : ZeroHash;
  const data = auctions.interface.encodeFunctionData("buy", [auctionId, units, maxPrice, state]);
  const spender = clients.addresses.auctions;
  const before = await prepareSpending(clients, { token, spender, amount: price, approve });
  return prepare(clients, "auctions", data, { before });
}

/**
 * Buys from a Dutch auction, at the price of the moment.
 *
 * @throws {InsufficientFundsError} When the signer has less than the price.
 * @throws {ContractRevertError} Such as `AuctionHouse_StateChanged`, when the seller changed the asset.
 */
export async function buyDutch(
  clients: Clients,
  parameters: BuyDutchParameters,
): Promise<BuyDutchResult> {
  const receipt = await send(clients, await prepareBuyDutch(clients, parameters));
  const event = eventOf(clients, "auctions", "DutchAuctionSold", receipt);
  const amount = (name: string) => argument<bigint>(event, name);
  const [price, fee, proceeds] = [amount("price"), amount("fee"), amount("proceeds")];
  return {
    ...written(receipt),
    ...{ units: amount("units"), unitsLeft: amount("unitsLeft") },
    ...{ price, fee, royalty: price - fee - proceeds, proceeds },
  };
}
