import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import type { AddressLike } from "ethers";

import type { Marketplace } from "../../typechain-types/index.js";
import { ethers, loadFixture, networkHelpers } from "../helpers/chain.ts";
import { loadSahara, type SaharaFixture } from "../helpers/deploySahara.ts";
import { domainOf, TYPES } from "../helpers/typedData.ts";

export const ORDER_KIND = { sell: 0n, buy: 1n, buyAny: 2n } as const;
/** The number of an order that is listed on chain at its maker's first place. */
export const FIRST_PLACE = 2n ** 255n;
export const NO_GUARD = ethers.ZeroHash;
export const NO_UPSTREAM = { path: [] as bigint[], maxUnsettled: 0n };

/** Neither fee nor royalty divides it without a rest. */
export const PRICE = 1_000_003n;
export const FEE_BPS = 100n;
export const ROYALTY_BPS = 500n;
/** Rounded down both. */
export const FEE = (PRICE * FEE_BPS) / 10_000n;
export const ROYALTY = (PRICE * ROYALTY_BPS) / 10_000n;
export const PROCEEDS = PRICE - FEE - ROYALTY;

/** Units that `contributor` has of the asset. */
export const UNITS = 20_000_000n;
export const HOUR = 3_600n;

export type Item = { assetId: bigint; units: bigint };
export type Order = {
  maker: string;
  kind: bigint;
  items: Item[];
  token: string;
  price: bigint;
  taker: string;
  deadline: bigint;
  nonce: bigint;
  counter: bigint;
  guard: string;
};
export type Consent = { signature: string; index: bigint; siblings: string[] };
export type Upstream = { path: bigint[]; maxUnsettled: bigint };

export type MarketFixture = Awaited<ReturnType<typeof deployMarketplace>>;

/** The marketplace in use: see `deployMarketplace`. */
export const loadMarketplace = async (): Promise<MarketFixture> =>
  await loadFixture(deployMarketplace);

/**
 * `owner` has an asset derived from one of `otherOwner`, which earns 10 % of its revenue; `contributor` has a fifth of
 * the asset's units. Everyone lets the marketplace move what they have, and `payer` and `licensee` have SAHARA.
 */
export async function deployMarketplace() {
  const sahara = await loadSahara();
  const { registry, ledger, token, marketplace, parameters, inboxes } = sahara;
  const { owner, otherOwner, contributor, payer, licensee, stranger } = sahara;
  const parent = await sahara.registerAsset({ owner: otherOwner });
  const assetId = await sahara.registerDerivative({
    parents: [{ assetId: parent, royaltyBps: 1_000n }],
    contributors: [{ account: contributor, units: UNITS }],
  });
  for (const account of [owner, otherOwner, contributor, payer, licensee, stranger]) {
    await registry.connect(account).setApprovalForAll(marketplace, true);
    await ledger.connect(account).setOperator(marketplace, true);
    await token.connect(account).approve(marketplace, ethers.MaxUint256);
  }
  await parameters.connect(await sahara.getTimelockSigner()).setSaleFee(FEE_BPS);
  await marketplace.adoptRates();

  return {
    ...sahara,
    ...createOrders(sahara, assetId),
    parent,
    assetId,
    currency: await token.getAddress(),
    feeInbox: await inboxes.inboxOf(0n),
  };
}

/** Helpers that make, sign and fill orders; by default `owner` sells the asset to `payer` for PRICE. */
function createOrders(sahara: SaharaFixture, assetId: bigint) {
  const { marketplace, token, owner, payer } = sahara;
  let nonces = 0n;

  async function makeOrder(options: Partial<Order> = {}): Promise<Order> {
    return {
      maker: owner.address,
      kind: ORDER_KIND.sell,
      items: [{ assetId, units: 0n }],
      token: await token.getAddress(),
      price: PRICE,
      taker: ethers.ZeroAddress,
      deadline: BigInt(await networkHelpers.time.latest()) + HOUR,
      nonce: nonces++,
      counter: 0n,
      guard: NO_GUARD,
      ...options,
    };
  }

  const makeOffer = async (options: Partial<Order> = {}) =>
    await makeOrder({ maker: payer.address, kind: ORDER_KIND.buy, ...options });

  const makeCollectionOffer = async (options: Partial<Order> = {}) =>
    await makeOffer({
      kind: ORDER_KIND.buyAny,
      items: [{ assetId: 0n, units: 0n }],
      ...options,
    });

  /** The consent of whoever is the maker, or of `signer` in its name. */
  async function sign(
    order: Order,
    signer?: HardhatEthersSigner,
    at: Marketplace = marketplace,
  ): Promise<Consent> {
    const wallet = signer ?? (await ethers.getSigner(order.maker));
    const signature = await wallet.signTypedData(await domainOf(at), TYPES.order, order);
    return { signature, index: 0n, siblings: [] };
  }

  type Fill = {
    consent?: Consent;
    buyer?: HardhatEthersSigner;
    expectedState?: string;
    upstream?: Upstream;
  };

  const buy = async (order: Order, fill: Fill = {}) =>
    await marketplace
      .connect(fill.buyer ?? payer)
      .buy(
        order,
        fill.consent ?? (await sign(order)),
        fill.expectedState ?? NO_GUARD,
        fill.upstream ?? NO_UPSTREAM,
      );

  type Acceptance = { consent?: Consent; seller?: HardhatEthersSigner; minProceeds?: bigint };

  const accept = async (order: Order, acceptance: Acceptance = {}) =>
    await marketplace
      .connect(acceptance.seller ?? owner)
      .acceptOffer(
        order,
        acceptance.consent ?? (await sign(order)),
        acceptance.minProceeds ?? PROCEEDS,
      );

  const acceptAny = async (
    order: Order,
    acceptance: Acceptance & { assetId?: bigint; membership?: string[] } = {},
  ) =>
    await marketplace
      .connect(acceptance.seller ?? owner)
      .acceptCollectionOffer(
        order,
        acceptance.consent ?? (await sign(order)),
        acceptance.assetId ?? assetId,
        acceptance.membership ?? [],
        acceptance.minProceeds ?? PROCEEDS,
      );

  /** Gives the ledger `amount` for an asset. */
  const payAsset = async (to: bigint, amount: bigint, currency: AddressLike = token) =>
    await sahara.ledger.connect(payer).pay(to, currency, amount, ethers.ZeroHash);

  return { makeOrder, makeOffer, makeCollectionOffer, sign, buy, accept, acceptAny, payAsset };
}
