import { ethers } from "../helpers/chain.ts";
import { deployToken, type TestToken } from "../helpers/deployToken.ts";
import { loadMetering } from "./deployMetering.ts";

/** The bit of the third currency. */
const ODD_BIT = 0b100n;
export const WEALTH = 10n ** 40n;

/**
 * A currency of test/tokens beside SAHARA, an asset that takes it, an offer priced in it and terms of an account in it.
 * The payer holds WEALTH of it and has approved the meter; nothing is deposited.
 */
export async function loadMeteringWith(name: string, ...args: unknown[]) {
  const metering = await loadMetering();
  const { ledger, council, meter, payer, registerAsset, publish, makeTerms } = metering;
  const odd = await deployToken(name, ...args);
  const oddAddress = await odd.getAddress();
  await ledger.connect(council).listCurrency(odd);
  await odd.mint(payer, WEALTH);
  await (odd.connect(payer) as TestToken).approve(meter, ethers.MaxUint256);
  const oddAsset = await registerAsset({ currencies: ODD_BIT });
  const oddOffer = await publish({ assetId: oddAsset, token: oddAddress });
  const oddTerms = makeTerms({ token: oddAddress });
  const oddAccount = await meter.accountIdOf(oddTerms);
  return { ...metering, odd, oddAddress, oddAsset, oddOffer, oddTerms, oddAccount };
}
