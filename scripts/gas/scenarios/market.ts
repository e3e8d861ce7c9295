import { FIRST_PLACE, NO_CONSENT, NO_UPSTREAM, ORDER_TYPES, orderDomain } from "@sahara/sdk";
import { MaxUint256, ZeroAddress, ZeroHash } from "ethers";

import { PAYMENT } from "../createMoves.ts";
import type { World } from "../createWorld.ts";
import type { Gas } from "../Gas.ts";
import { setFee } from "../setFee.ts";

type Signer = World["owner"];
type Item = { assetId: bigint; units: bigint };

const FEE_BPS = 250n;
const ROYALTY_BPS = 500n;
/** Far away and the same in every run, since it is signed. */
const DEADLINE = 2n ** 39n;
/** Beyond the numbers that share a slot with the maker's counter. */
const FAR_NUMBER = 256n;
const UNITS = 1_000_000n;
const KIND = { sell: 0, buy: 1, buyAny: 2 } as const;

type Kind = (typeof KIND)[keyof typeof KIND];

/**
 * Sales with fee and royalty, in an ERC-20. Steady: everyone had the token before, the buyer has assets and units, the
 * seller's numbers are in a slot that is in use.
 */
export async function measureMarket(world: World): Promise<Gas> {
  const { gasOf, sahara, tokens, owner, builder, customer } = world;
  const { marketplace, registry, ledger } = sahara;
  await setFee(world, "setSaleFee", FEE_BPS);
  for (const account of [owner, builder, customer]) {
    await registry.connect(account).setApprovalForAll(marketplace, true);
    await ledger.connect(account).setOperator(marketplace, true);
    await tokens.plain.connect(account).approve(marketplace, MaxUint256);
  }
  const orders = await createOrders(world);
  const whole = async (): Promise<Item> => ({
    assetId: await world.registerPaid(owner, tokens.plain),
    units: 0n,
  });
  const buy = async (items: Item[], state = ZeroHash, nonce?: bigint) => {
    const order = await orders.make(owner, KIND.sell, items, nonce);
    const consent = await orders.sign(owner, order);
    return await gasOf(() => marketplace.connect(customer).buy(order, consent, state, NO_UPSTREAM));
  };

  const saleErc20First = await buy([await whole()]);
  const saleErc20 = await buy([await whole()]);
  await buy([await whole()], ZeroHash, FAR_NUMBER);
  const saleErc20Far = await buy([await whole()], ZeroHash, FAR_NUMBER + 1n);
  const guarded = [await whole()];
  const saleErc20WithState = await buy(guarded, await marketplace.stateOf(guarded));
  const bundleSale3 = await buy([await whole(), await whole(), await whole()]);

  const listings = await measureListings(world, orders);
  const shared = await world.registerPaid(owner, tokens.plain);
  await ledger.connect(owner).releaseUnits(shared, owner, 3n * UNITS);
  await buy([{ assetId: shared, units: UNITS }]);
  const saleUnits = await buy([{ assetId: shared, units: UNITS }]);

  const offers = await measureOffers(world, orders, whole);
  const { nonce } = await orders.make(owner, KIND.sell, [await whole()]);
  const cancelOrder = await gasOf(() => marketplace.connect(owner).cancel([nonce]));
  const cancelAll = await gasOf(() => marketplace.connect(owner).cancelAll());
  return {
    ...{ saleErc20First, saleErc20, saleErc20Far, saleErc20WithState, bundleSale3, saleUnits },
    ...{ ...listings, ...offers, cancelOrder, cancelAll },
  };
}

/**
 * A sale from the chain: listed at the first place, and at one of the others ("Far"), and without fee and royalty. The
 * first order of all is builder's.
 */
async function measureListings(
  world: World,
  orders: Awaited<ReturnType<typeof createOrders>>,
): Promise<Gas> {
  const { gasOf, sahara, tokens, owner, builder, customer } = world;
  const { marketplace } = sahara;
  const trade = async (maker: Signer, place: bigint) => {
    const items = [{ assetId: await world.registerPaid(maker, tokens.plain), units: 0n }];
    const order = await orders.make(maker, KIND.sell, items, place);
    const list = await gasOf(() => marketplace.connect(maker).list(order));
    const buy = await gasOf(() =>
      marketplace.connect(customer).buy(order, NO_CONSENT, ZeroHash, NO_UPSTREAM),
    );
    return { list, buy };
  };

  const first = await trade(builder, FIRST_PLACE);
  const near = await trade(owner, FIRST_PLACE);
  await trade(owner, FIRST_PLACE + 1n);
  const far = await trade(owner, FIRST_PLACE + 1n);
  await setFee(world, "setSaleFee", 0n);
  await setFee(world, "setResaleRoyalty", 0n);
  const plain = await trade(owner, FIRST_PLACE);
  await setFee(world, "setSaleFee", FEE_BPS);
  await setFee(world, "setResaleRoyalty", ROYALTY_BPS);
  return {
    ...{ listOnChainFirst: first.list, listOnChain: near.list, listOnChainFar: far.list },
    ...{ buyOnChain: near.buy, buyOnChainFar: far.buy, buyOnChainWithoutRates: plain.buy },
  };
}

async function measureOffers(
  { gasOf, sahara: { marketplace }, owner, customer }: World,
  orders: Awaited<ReturnType<typeof createOrders>>,
  whole: () => Promise<Item>,
): Promise<Gas> {
  const accept = async () => {
    const order = await orders.make(customer, KIND.buy, [await whole()]);
    const consent = await orders.sign(customer, order);
    return await gasOf(() => marketplace.connect(owner).acceptOffer(order, consent, 0n));
  };
  const acceptAny = async () => {
    const { assetId } = await whole();
    const order = await orders.make(customer, KIND.buyAny, [{ assetId: 0n, units: 0n }]);
    const consent = await orders.sign(customer, order);
    return await gasOf(() =>
      marketplace.connect(owner).acceptCollectionOffer(order, consent, assetId, [], 0n),
    );
  };
  await accept();
  return { acceptOffer: await accept(), acceptCollectionOffer: await acceptAny() };
}

/** Makes and signs orders over one payment, numbered from 0 for each maker. */
async function createOrders({ ethers, sahara, tokens }: World) {
  const { chainId } = await ethers.provider.getNetwork();
  const domain = orderDomain(chainId, await sahara.marketplace.getAddress());
  const nonces = new Map<string, bigint>();

  async function make(maker: Signer, kind: Kind, items: Item[], nonce?: bigint) {
    const next = nonces.get(maker.address) ?? 0n;
    if (nonce === undefined) nonces.set(maker.address, next + 1n);
    return {
      maker: maker.address,
      ...{ kind, items },
      token: await tokens.plain.getAddress(),
      price: PAYMENT,
      taker: ZeroAddress,
      deadline: DEADLINE,
      nonce: nonce ?? next,
      counter: 0n,
      guard: ZeroHash,
    };
  }

  const sign = async (maker: Signer, order: Awaited<ReturnType<typeof make>>) => ({
    signature: await maker.signTypedData(domain, ORDER_TYPES, order),
    ...{ index: 0n, siblings: [] },
  });
  return { make, sign };
}
