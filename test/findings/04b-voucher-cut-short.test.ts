import { expect } from "chai";

import { CLAIM, DEPOSIT, loadMetering, STATUS } from "../execution/deployMetering.ts";

/**
 * A deposit of one base unit front-ran and burnt a winning ticket (Livepeer #657): what could be paid was paid, and the
 * ticket was used up. Here a voucher that is cut short stays good for the rest.
 */
describe("finding 04b: a voucher that is cut short is not used up (USE-3)", () => {
  it("pays each base unit that is ever deposited, and no more than it promised", async () => {
    const { terms, asPayer, asStranger, voucher, redeem, redeemedOf, balanceOf } =
      await loadMetering();
    await redeem(await voucher({ claim: DEPOSIT, lane: 1n }));
    expect(await balanceOf()).to.equal(0n);
    const winning = await voucher();

    for (let paid = 1n; paid <= 12n; paid++) {
      await asPayer.deposit(terms, 1n);
      expect(await redeem(winning)).to.deep.equal([STATUS.partial]);
      expect(await redeemedOf()).to.equal(paid);
    }
    await asPayer.deposit(terms, CLAIM);
    expect(await redeem(winning)).to.deep.equal([STATUS.settled]);
    expect(await redeemedOf()).to.equal(CLAIM);
    expect(await balanceOf()).to.equal(12n);
    expect(await asStranger.redeem.staticCall([winning])).to.deep.equal([STATUS.nothingNew]);
  });
});
