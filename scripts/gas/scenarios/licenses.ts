import { MaxUint256 } from "ethers";

import type { World } from "../createWorld.ts";
import type { Gas } from "../Gas.ts";
import { repeat } from "../repeat.ts";
import { NATIVE_PRICE } from "../registerTerms.ts";
import { setFee } from "../setFee.ts";

const FEE_BPS = 250n;

/** Licences bought and renewed, the price credited to asset and ancestry. Steady: the asset sold some before. */
export async function measureLicenses(world: World): Promise<Gas> {
  const { gasOf, sahara, terms, tokens, owner, builder, customer, newcomer, others } = world;
  const [secondNewcomer = newcomer, thirdNewcomer = newcomer] = others;
  const offered = { terms: [terms.plainMonth, terms.saharaMonth, terms.nativeMonth] };
  const assetId = await world.register(owner, offered);

  const purchase = (termsId: string, buyer = customer, value = 0n, asset = assetId) =>
    gasOf(() => world.sendPurchase(buyer, asset, termsId, value));
  const renew = (licenseId: bigint, value = 0n) =>
    gasOf(() =>
      sahara.licenses.connect(customer).renew(licenseId, 1, MaxUint256 >> 128n, { value }),
    );

  const gas: Gas = {};
  gas.licensePurchaseErc20First = await purchase(terms.plainMonth);
  gas.licensePurchaseErc20 = await purchase(terms.plainMonth);
  gas.licensePurchaseErc20NewHolder = await purchase(terms.plainMonth, newcomer);

  await purchase(terms.saharaMonth);
  gas.licensePurchaseSahara = await purchase(terms.saharaMonth);
  gas.licensePurchaseNativeFirst = await purchase(terms.nativeMonth, customer, NATIVE_PRICE);
  gas.licensePurchaseNative = await purchase(terms.nativeMonth, customer, NATIVE_PRICE);
  gas.licensePurchaseNativeNewHolder = await purchase(
    terms.nativeMonth,
    secondNewcomer,
    NATIVE_PRICE,
  );

  const native = await world.buy(customer, assetId, terms.nativeMonth, NATIVE_PRICE);
  gas.licenseRenew = await renew(native, NATIVE_PRICE);
  gas.licenseRenewErc20 = await renew(await world.buy(customer, assetId, terms.plainMonth));
  gas.licenseRenewSahara = await renew(await world.buy(customer, assetId, terms.saharaMonth));

  Object.assign(gas, await measureLicenseEnds(world, assetId));

  const root = await world.register(owner);
  const chain = await world.deriveChain(root, repeat(builder, 16));
  const leaf = chain.at(-1) ?? root;
  await world.buy(customer, leaf, terms.remix);
  gas.licensePurchaseErc20Depth16 = await purchase(terms.remix, customer, 0n, leaf);

  await setFee(world, "setLicenseFee", FEE_BPS);
  const taxed = await world.register(owner, offered);
  await world.buy(customer, taxed, terms.plainMonth);
  await world.buy(customer, taxed, terms.nativeMonth, NATIVE_PRICE);
  gas.licensePurchaseErc20WithFee = await purchase(terms.plainMonth, customer, 0n, taxed);
  gas.licensePurchaseErc20WithFeeNewHolder = await purchase(
    terms.plainMonth,
    thirdNewcomer,
    0n,
    taxed,
  );
  gas.licensePurchaseNativeWithFee = await purchase(
    terms.nativeMonth,
    customer,
    NATIVE_PRICE,
    taxed,
  );
  const taxedLicense = await world.buy(customer, taxed, terms.nativeMonth, NATIVE_PRICE);
  gas.licenseRenewWithFee = await renew(taxedLicense, NATIVE_PRICE);

  await tokens.plain.connect(customer).approve(sahara.licenses, MaxUint256 / 2n);
  gas.licensePurchaseErc20FiniteAllowance = await purchase(terms.plainMonth);
  return gas;
}

/** What an owner does to sell a licence of one more kind, and a holder to part with one. */
async function measureLicenseEnds(world: World, assetId: bigint): Promise<Gas> {
  const { gasOf, sahara, terms, owner, builder, customer } = world;
  const licenses = sahara.licenses.connect(customer);
  const bought = () => world.buy(customer, assetId, terms.plainMonth);
  const offerTerms = await gasOf(() =>
    sahara.licenses.connect(owner).offerTerms(assetId, [terms.remix]),
  );
  const moved = await bought();
  const licenseTransfer = await gasOf(() => licenses.transferFrom(customer, builder, moved));
  const ended = await bought();
  const licenseCancel = await gasOf(() => licenses.cancelSubscription(ended));
  return { offerTerms, licenseTransfer, licenseCancel };
}
