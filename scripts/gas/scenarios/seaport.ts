import { MaxUint256, ZeroAddress, ZeroHash } from "ethers";

import { deploySeaport } from "../../peers/deploySeaport.ts";
import { send } from "../../peers/npmContracts.ts";
import {
  BASIC_ORDER,
  createSeaportOrders,
  type Cut,
  type SeaportOrder,
  toBasicOrder,
  toOrder,
} from "../../peers/seaportOrders.ts";
import { NATIVE_PAYMENT, PAYMENT } from "../createMoves.ts";
import type { World } from "../createWorld.ts";
import type { Gas } from "../Gas.ts";

type Signer = World["owner"];

const FEE_BPS = 250n;
const BPS = 10_000n;
/** Far away and the same in every run, since it is signed. */
const END_TIME = 2n ** 39n;
/** Takes any asset: no proof that it belongs to a set. */
const ANY_ASSET = { orderIndex: 0, side: 1, index: 0, criteriaProof: [] };

/**
 * The same assets sold on Seaport, for the same prices, with a fee and the royalty that ERC-2981 names. Steady as our
 * own sales are: everyone had the token before, and the buyer has assets.
 */
export async function measureSeaport(world: World): Promise<Gas> {
  const { gasOf, owner, customer } = world;
  const market = await openSeaport(world);
  const { seaport, orders, deal, signed } = market;
  const basic = async (order: SeaportOrder, by: Signer, filler: Signer, value = 0n) => {
    const filled = toBasicOrder(order, await orders.sign(by, order));
    return await gasOf(() => send(seaport, filler, BASIC_ORDER, filled, { value }));
  };
  const fulfil = async (order: SeaportOrder, value = 0n) => {
    const filled = await signed(owner, order);
    return await gasOf(() => send(seaport, customer, "fulfillOrder", filled, ZeroHash, { value }));
  };

  const sale = async (count = 1) => orders.sell(await deal(owner, count));
  const nativeSale = async () => orders.sell(await deal(owner, 1, ZeroAddress));
  await basic(await sale(), owner, customer);
  await basic(await nativeSale(), owner, customer, NATIVE_PAYMENT);
  const seaportSaleErc20 = await basic(await sale(), owner, customer);
  const seaportOrderErc20 = await fulfil(await sale());
  const seaportSaleNative = await basic(await nativeSale(), owner, customer, NATIVE_PAYMENT);
  const seaportOrderNative = await fulfil(await nativeSale(), NATIVE_PAYMENT);
  const seaportBundle3 = await fulfil(await sale(3));

  const listed = await sale();
  const seaportValidate = await gasOf(() => send(seaport, owner, "validate", [toOrder(listed)]));
  const seaportSaleValidated = await gasOf(() =>
    send(seaport, customer, BASIC_ORDER, toBasicOrder(listed)),
  );

  const offer = orders.bid(await deal(customer, 1));
  const seaportAcceptOffer = await basic(offer, customer, owner);
  const seaportAcceptAny = await measureCollectionOffer(world, market);

  const unwanted = await sale();
  const seaportCancel = await gasOf(() => send(seaport, owner, "cancel", [unwanted]));
  const seaportCancelAll = await gasOf(() => send(seaport, owner, "incrementCounter"));
  return {
    ...{ seaportSaleErc20, seaportOrderErc20, seaportSaleNative, seaportOrderNative },
    ...{ seaportBundle3, seaportValidate, seaportSaleValidated },
    ...{ seaportAcceptOffer, seaportAcceptAny, seaportCancel, seaportCancelAll },
  };
}

/** Seaport on the world's chain; everyone lets it move what they have. */
async function openSeaport(world: World) {
  const { ethers, sahara, tokens, owner, builder, customer, deployer } = world;
  const { registry } = sahara;
  const seaport = await deploySeaport(deployer);
  for (const account of [owner, customer]) {
    await registry.connect(account).setApprovalForAll(seaport, true);
    await tokens.plain.connect(account).approve(seaport, MaxUint256);
  }
  const { chainId } = await ethers.provider.getNetwork();
  const orders = createSeaportOrders({
    chainId,
    seaport: await seaport.getAddress(),
    nft: await registry.getAddress(),
  });
  const plain = await tokens.plain.getAddress();

  /** A market's fee, and the royalty to the inbox of the first asset, which holds the currency already. */
  const cutsOf = async (assetId: bigint, token: string, price: bigint): Promise<Cut[]> => {
    const [inbox, royalty] = await registry.royaltyInfo(assetId, price);
    if (token === ZeroAddress) await owner.sendTransaction({ to: inbox, value: 1n });
    else await tokens.plain.connect(owner).transfer(inbox, 1n);
    return [
      { recipient: builder.address, amount: (price * FEE_BPS) / BPS },
      { recipient: inbox, amount: royalty },
    ];
  };
  /** A deal over assets of the owner's. */
  const deal = async (maker: Signer, count: number, token = plain) => {
    const price = token === ZeroAddress ? NATIVE_PAYMENT : PAYMENT;
    const assetIds: bigint[] = [];
    while (assetIds.length < count) assetIds.push(await world.registerPaid(owner, tokens.plain));
    const cuts = await cutsOf(assetIds[0] ?? 0n, token, price);
    return { maker: maker.address, assetIds, token, price, cuts, endTime: END_TIME };
  };
  const signed = async (maker: Signer, order: SeaportOrder) =>
    toOrder(order, await orders.sign(maker, order));
  return { seaport, orders, deal, signed };
}

/** An offer for any asset, accepted with one. */
async function measureCollectionOffer(
  { gasOf, owner, customer }: World,
  { seaport, orders, deal, signed }: Awaited<ReturnType<typeof openSeaport>>,
): Promise<bigint> {
  const { assetIds, ...wanted } = await deal(customer, 1);
  const order = await signed(customer, orders.bid({ ...wanted, assetIds: [] }));
  const whole = { ...order, numerator: 1, denominator: 1, extraData: "0x" };
  const chosen = { ...ANY_ASSET, identifier: assetIds[0] ?? 0n };
  return await gasOf(() =>
    send(seaport, owner, "fulfillAdvancedOrder", whole, [chosen], ZeroHash, ZeroAddress),
  );
}
