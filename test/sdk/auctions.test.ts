import { LotNotApprovedError } from "@sahara/sdk";
import { expect } from "chai";

import { networkHelpers } from "../helpers/chain.ts";
import { loadSdk, registerChild, registerRoot, type SdkFixture } from "./connectSahara.ts";
import { expectRejection, expectRevert } from "./expectRejection.ts";

const HOUR_S = 3_600n;
const RESERVE = 1_000n;
const UNITS = 100_000_000n;

describe("SDK: auctions", () => {
  let sdk: SdkFixture["sdk"];
  let contracts: SdkFixture["contracts"];

  beforeEach(async () => {
    ({ sdk, contracts } = await loadSdk());
    const { token, deployer, stranger } = contracts;
    await token.connect(deployer).transfer(stranger, 10_000n);
  });

  const inAnHour = async () => BigInt(await networkHelpers.time.latest()) + HOUR_S;

  it("sells an asset to the highest bid and pays fee, ancestors, seller and who was outdone", async () => {
    const parent = await registerRoot(sdk.owner);
    const assetId = await registerChild(sdk.contributor, [
      { sahara: sdk.owner, assetId: parent, royaltyBps: 2_000n },
    ]);
    const endsAt = await inAnHour();
    const { auctionId } = await sdk.contributor.createAuction({
      ...{ assetId, reserve: RESERVE, endsAt },
    });
    expect(await sdk.payer.getLeastBid({ auctionId })).to.equal(RESERVE);
    await sdk.payer.bid({ auctionId, amount: RESERVE });
    await expectRevert(
      sdk.stranger.bid({ auctionId, amount: RESERVE + 1n }),
      "AuctionHouse_BidTooLow",
      { auctionId, bid: RESERVE + 1n, least: 1_050n },
    );
    await sdk.stranger.bid({ auctionId, amount: 1_050n });
    // The credit of the bid that was outdone pays first, so 200 are enough.
    const again = await sdk.payer.prepareBid({ auctionId, amount: 1_200n });
    expect(again.before.map(({ summary }) => summary.args.value)).to.deep.equal([200n]);
    expect((await sdk.payer.bid({ auctionId, amount: 1_200n })).endsAt).to.equal(endsAt);
    expect((await sdk.owner.findBids({ auctionId })).map(({ amount }) => amount)).to.deep.equal([
      ...[RESERVE, 1_050n, 1_200n],
    ]);
    await networkHelpers.time.increaseTo(endsAt);
    const settled = await sdk.relayer.settleAuction({ auctionId });

    const buyer = contracts.payer.address;
    const { fee, royalty, proceeds } = settled;
    expect(settled).to.deep.include({ buyer, price: 1_200n });
    expect(royalty > 0n && fee + royalty + proceeds === 1_200n).to.equal(true);
    expect(await contracts.registry.ownerOf(assetId)).to.equal(buyer);
    expect((await sdk.owner.getStream({ assetId, token: await tokenAddress() })).accrued).to.equal(
      royalty,
    );
    expect((await sdk.stranger.withdrawAuctionCredit()).amount).to.equal(1_050n);
    expect(await sdk.stranger.getAuctionCredit()).to.equal(0n);
    expect(await sdk.contributor.getAuctionCredit()).to.equal(proceeds);
    expect((await sdk.owner.getAuction({ auctionId }))!).to.deep.include({
      ...{ type: "ENGLISH", state: "SETTLED", assetId, units: 0n, bidder: buyer, bid: 1_200n },
      ...{ reserve: RESERVE, stepBps: 500n, extension: 600n },
    });
  });

  const tokenAddress = async () => await contracts.token.getAddress();

  it("sells units at a falling price, in parts", async () => {
    const assetId = await registerRoot(sdk.owner);
    await sdk.owner.releaseUnits({ assetId, to: contracts.owner.address, units: UNITS });
    const endsAt = await inAnHour();
    const { auctionId } = await sdk.owner.createDutchAuction({
      ...{ assetId, units: 1_000n, startPrice: 4_000n, endPrice: 2_000n, endsAt },
    });
    await networkHelpers.time.increase(HOUR_S / 2n);
    const part = await sdk.payer.buyDutch({ auctionId, units: 250n });
    expect(part).to.deep.include({ units: 250n, unitsLeft: 750n, royalty: 0n });
    expect(part.price > 500n && part.price < 1_000n).to.equal(true);
    expect((await sdk.owner.getAuction({ auctionId }))!).to.deep.include({
      ...{ type: "DUTCH", state: "OPEN", unitsLeft: 750n, startPrice: 4_000n, endPrice: 2_000n },
    });
    expect((await sdk.owner.getDutchPrice({ auctionId })) < 3_000n).to.equal(true);
    await expectRevert(
      sdk.payer.buyDutch({ auctionId, units: 751n }),
      "AuctionHouse_InvalidUnits",
      { units: 751n, left: 750n },
    );
    await sdk.payer.buyDutch({ auctionId });
    expect(await sdk.owner.unitsOf({ assetId, holder: contracts.payer.address })).to.equal(1_000n);
    expect(await sdk.owner.getAuction({ auctionId })).to.equal(undefined);
  });

  it("notices what the seller changes: a buyer's state, and a bid that is given back", async () => {
    const [one, two] = [await registerRoot(sdk.owner), await registerRoot(sdk.owner)];
    const endsAt = await inAnHour();
    const dutch = await sdk.owner.createDutchAuction({
      ...{ assetId: one, startPrice: 2_000n, endPrice: 1_000n, endsAt },
    });
    const english = await sdk.owner.createAuction({ assetId: two, reserve: RESERVE, endsAt });
    const wanted = await contracts.auctions.stateOf([{ assetId: one, units: 0n }]);
    await sdk.payer.bid({ ...english, amount: RESERVE });
    const { termsId } = await sdk.owner.registerTerms({ uses: ["ACCESS"] });
    for (const assetId of [one, two]) await sdk.owner.offerTerms({ assetId, termsIds: [termsId] });
    const state = await contracts.auctions.stateOf([{ assetId: one, units: 0n }]);
    await expectRevert(
      sdk.payer.buyDutch({ ...dutch, expectedState: wanted }),
      "AuctionHouse_StateChanged",
      { state, wanted },
    );
    const annulled = await sdk.stranger.annulAuction(english);
    expect(annulled).to.deep.include({ bidder: contracts.payer.address, amount: RESERVE });
    await sdk.payer.buyDutch({ ...dutch, expectedState: "any" });
    expect(await contracts.registry.ownerOf(one)).to.equal(contracts.payer.address);
  });

  it("takes lots back, finds auctions, and approves nothing unasked", async () => {
    const assetId = await registerRoot(sdk.owner);
    const endsAt = await inAnHour();
    const error = await expectRejection(
      sdk.owner.createAuction({ assetId, reserve: RESERVE, endsAt, approve: "never" }),
      LotNotApprovedError,
    );
    expect(error.assetId).to.equal(assetId);
    const { auctionId } = await sdk.owner.createAuction({
      ...{ assetId, reserve: RESERVE, endsAt, approve: "max" },
    });
    const seller = contracts.owner.address;
    const dutch = await sdk.owner.createDutchAuction({
      ...{ assetId, startPrice: 2n, endPrice: 1n, endsAt },
    });
    const found = await sdk.stranger.findAuctions({ assetId, seller, state: "OPEN" });
    expect(found.map(({ type }) => type)).to.deep.equal(["ENGLISH", "DUTCH"]);
    await sdk.owner.cancelAuction({ auctionId });
    await sdk.owner.cancelAuction(dutch);
    expect((await sdk.stranger.findAuctions()).map(({ state }) => state)).to.deep.equal([
      "CANCELLED",
    ]);
    await expectRevert(sdk.payer.bid({ auctionId, amount: RESERVE }), "AuctionHouse_WrongState", {
      ...{ auctionId, state: 3n },
    });
  });
});
