import { expect } from "chai";

import { networkHelpers } from "../helpers/chain.ts";
import { DEPOSIT, HOUR, loadMetering, NO_SIGNATURE } from "../execution/deployMetering.ts";

/** Too large a withdrawal from an escrow succeeded and moved nothing (Ocean). Here it is refused, with the figures. */
describe("finding 07: no withdrawal succeeds without moving its amount", () => {
  it("refuses a request, and a refund, of more than there is", async () => {
    const { meter, terms, accountId, asPayer, asOperator } = await loadMetering();

    for (const call of [
      asPayer.requestWithdrawal(terms, DEPOSIT + 1n),
      asOperator.refund(terms, DEPOSIT + 1n, 0n, 0n, NO_SIGNATURE),
    ]) {
      await expect(call)
        .to.be.revertedWithCustomError(meter, "UsageMeter_BalanceTooLow")
        .withArgs(accountId, DEPOSIT + 1n, DEPOSIT);
    }
  });

  it("refuses the second of two withdrawals", async () => {
    const { meter, terms, accountId, payer, asPayer } = await loadMetering();
    await asPayer.requestWithdrawal(terms, 1n);
    await networkHelpers.time.increase(HOUR);
    await asPayer.withdraw(terms, payer);

    await expect(asPayer.withdraw(terms, payer))
      .to.be.revertedWithCustomError(meter, "UsageMeter_NothingThawing")
      .withArgs(accountId);
  });
});
