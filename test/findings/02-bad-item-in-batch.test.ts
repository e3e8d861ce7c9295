import { expect } from "chai";

import { ethers } from "../helpers/chain.ts";
import {
  CLAIM,
  DEPOSIT,
  type Item,
  loadMetering,
  NO_SUCH_OFFER,
  STATUS,
} from "../execution/deployMetering.ts";

const BURN = 4n;

/** One item that fails must not fail the batch (x402 batch settlement): whoever signs badly would stop all others. */
describe("finding 02: a bad item in a batch (USE-6)", () => {
  async function withBadItems() {
    const metering = await loadMetering();
    const { otherOperator, makeTerms, asPayer, publish, voucher, stranger } = metering;
    const wallet = await ethers.deployContract("OddWallet");
    await wallet.getFunction("setMood")(BURN);
    const burning = makeTerms({ payer: await wallet.getAddress() });
    await asPayer.deposit(burning, DEPOSIT);
    const unfunded = makeTerms({ operator: otherOperator.address });
    const theirs = await publish({ operator: otherOperator.address });

    const bad: [Item, bigint][] = [
      [await voucher({ offerId: NO_SUCH_OFFER }), STATUS.unknownOffer],
      [await voucher({ epoch: 9n }), STATUS.staleEpoch],
      [await voucher({ validUntil: 1n }), STATUS.expired],
      [await voucher({ claim: 0n }), STATUS.nothingNew],
      [await voucher({ maxCumulative: 1n, lane: 9n }), STATUS.overCeiling],
      [await voucher({ signer: stranger, lane: 9n }), STATUS.badSignature],
      [await voucher({ terms: burning }), STATUS.badSignature],
      [await voucher({ terms: unfunded, offerId: theirs }), STATUS.noFunds],
    ];
    return { ...metering, bad };
  }

  it("changes nothing, and each good item beside it is paid in full", async () => {
    const { voucher, redeem, redeemedOf, balanceOf, grossOf, bad } = await withBadItems();
    const batch: Item[] = [];
    const expected: bigint[] = [];
    for (const [index, [item, status]] of bad.entries()) {
      batch.push(item, await voucher({ lane: BigInt(index) }));
      expected.push(status, STATUS.settled);
    }

    expect(await redeem(...batch)).to.deep.equal(expected);
    const paid = BigInt(bad.length) * CLAIM;
    expect(await balanceOf()).to.equal(DEPOSIT - paid);
    expect(await grossOf()).to.equal(paid);
    for (const index of bad.keys()) expect(await redeemedOf(BigInt(index))).to.equal(CLAIM);
  });

  it("may be all there is", async () => {
    const { redeem, balanceOf, grossOf, bad } = await withBadItems();

    expect(await redeem(...bad.map(([item]) => item))).to.deep.equal(
      bad.map(([, status]) => status),
    );
    expect(await balanceOf()).to.equal(DEPOSIT);
    expect(await grossOf()).to.equal(0n);
  });
});
