import { MaxUint256, ZeroHash } from "ethers";

import { PAYMENT } from "../createMoves.ts";
import type { World } from "../createWorld.ts";
import type { Gas } from "../Gas.ts";
import { TOKEN_PRICE } from "../registerTerms.ts";

const DAY_SECONDS = 24 * 3_600;
const YEAR_SECONDS = 365 * DAY_SECONDS;
const TIP = TOKEN_PRICE / 100n;

/** Renewals by keepers, and several purchases at once. Steady: buyer, keeper and operator's account were there before. */
export async function measureStorefront(world: World): Promise<Gas> {
  const { sahara, terms, tokens, owner, customer, register } = world;
  for (const spender of [sahara.subscriptions, sahara.checkout]) {
    await tokens.plain.connect(customer).approve(spender, MaxUint256);
  }
  const offered = { terms: [terms.plainMonth] };
  const assets = [await register(owner, offered), await register(owner, offered)] as const;
  for (const assetId of assets) await world.buy(customer, assetId, terms.plainMonth);

  return {
    ...(await measureRenewal(world, assets[0])),
    ...(await measureCheckout(world, assets)),
  };
}

async function measureRenewal(world: World, assetId: bigint): Promise<Gas> {
  const { gasOf, networkHelpers, nextHour, sahara, terms, customer, builder } = world;
  const { licenses, subscriptions } = sahara;
  const licenseId = await world.buy(customer, assetId, terms.plainMonth);
  const until = (await nextHour()) + YEAR_SECONDS;
  const plan = {
    ...{ maxPrice: TOKEN_PRICE, tip: TIP, periods: 12, until },
    ...{ window: DAY_SECONDS, grace: DAY_SECONDS },
  };
  const subscribe = await gasOf(() => subscriptions.connect(customer).subscribe(licenseId, plan));
  await networkHelpers.time.increaseTo((await licenses.expiresAt(licenseId)) - BigInt(DAY_SECONDS));
  const renewByKeeper = await gasOf(() => subscriptions.connect(builder).renew(licenseId));
  return { subscribe, renewByKeeper };
}

async function measureCheckout(world: World, assets: readonly bigint[]): Promise<Gas> {
  const { gasOf, sahara, terms, tokens, customer, builder } = world;
  const basket = {
    token: tokens.plain,
    lines: assets.map((assetId) => ({
      assetId,
      termsId: terms.plainMonth,
      periods: 1,
      maxPrice: TOKEN_PRICE,
    })),
    operator: builder.address,
    withdrawDelay: DAY_SECONDS,
    accountSalt: ZeroHash,
    deposit: PAYMENT,
  };
  const buy = () => gasOf(() => sahara.checkout.connect(customer).buy(basket));
  const checkout2LicensesAndDepositFirst = await buy();
  return { checkout2LicensesAndDepositFirst, checkout2LicensesAndDeposit: await buy() };
}
