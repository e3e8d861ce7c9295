import { ethers } from "../helpers/chain.ts";
import { deployToken, type TestToken } from "../helpers/deployToken.ts";
import { loadAuctions } from "./auctionWorld.ts";

/** The bit of the third currency. */
const ODD_BIT = 0b100n;
const WEALTH = 10n ** 30n;

/**
 * A currency of test/tokens beside SAHARA, and an auction in it of an asset that takes it. `payer`, `licensee` and
 * `stranger` have plenty, which the house may spend.
 */
export async function loadAuctionsWith(name: string, ...args: unknown[]) {
  const world = await loadAuctions();
  const { auctions, ledger, council, payer, licensee, stranger } = world;
  const odd = await deployToken(name, ...args);
  const oddAddress = await odd.getAddress();
  await ledger.connect(council).listCurrency(odd);
  const assetId = await world.registerAsset({ currencies: ODD_BIT });
  for (const bidder of [payer, licensee, stranger]) {
    await odd.mint(bidder, WEALTH);
    await (odd.connect(bidder) as TestToken).approve(auctions, ethers.MaxUint256);
  }
  const options = { item: { assetId, units: 0n }, token: oddAddress };
  const auctionId = await world.create(options);
  const oddCredit = async (account: { address: string }) =>
    await auctions.creditOf(account.address, oddAddress);
  return { ...world, odd, oddAddress, assetId, options, auctionId, oddCredit };
}
