import { expect } from "chai";

import { networkHelpers } from "../helpers/chain.ts";
import {
  CLAIM,
  DEPOSIT,
  HOUR,
  loadMetering,
  NO_SIGNATURE,
  STATUS,
} from "../execution/deployMetering.ts";

/**
 * Vouchers without expiry or epoch revive after a withdrawal (x402, MPP): whoever kept one takes the next deposit. Here a
 * withdrawal or a refund that empties the account ends its epoch, and every voucher of it with it.
 */
describe("finding 03: no voucher revives after a withdrawal (USE-4)", () => {
  async function emptied(by: "withdrawal" | "refund") {
    const metering = await loadMetering();
    const { terms, payer, asPayer, asOperator, voucher, redeem } = metering;
    await redeem(await voucher());
    const kept = await voucher({ claim: 2n * CLAIM, seq: 2n });
    if (by === "refund") {
      await asOperator.refund(terms, DEPOSIT - CLAIM, 0n, 0n, NO_SIGNATURE);
    } else {
      await asPayer.requestWithdrawal(terms, DEPOSIT - CLAIM);
      await networkHelpers.time.increase(HOUR);
      await asPayer.withdraw(terms, payer);
    }
    await asPayer.deposit(terms, DEPOSIT);
    return { ...metering, kept };
  }

  for (const by of ["withdrawal", "refund"] as const) {
    it(`not after a ${by}`, async () => {
      const { kept, redeem, balanceOf } = await emptied(by);

      expect(await redeem(kept)).to.deep.equal([STATUS.staleEpoch]);
      expect(await balanceOf()).to.equal(DEPOSIT);
    });

    it(`and the lanes of the epoch after a ${by} begin with nothing`, async () => {
      const { voucher, redeem, redeemedOf } = await emptied(by);

      expect(await redeem(await voucher({ epoch: 1n }))).to.deep.equal([STATUS.settled]);
      expect(await redeemedOf(0n, 0n)).to.equal(CLAIM);
      expect(await redeemedOf(0n, 1n)).to.equal(CLAIM);
    });
  }

  it("while a withdrawal that leaves something ends nothing", async () => {
    const { terms, payer, asPayer, voucher, redeem } = await loadMetering();
    await asPayer.requestWithdrawal(terms, DEPOSIT - CLAIM);
    await networkHelpers.time.increase(HOUR);
    await asPayer.withdraw(terms, payer);

    expect(await redeem(await voucher())).to.deep.equal([STATUS.settled]);
  });
});
