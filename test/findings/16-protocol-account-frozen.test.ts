import { expect } from "chai";

import { networkHelpers } from "../helpers/chain.ts";
import { DAY, loadEconomy, PROTOCOL } from "../revenue/deployEconomy.ts";

/**
 * Fees go to the protocol's account within the payments that they are taken from. Could the arbiter freeze it, it would
 * stop every sale of licences, and it could then award the treasury's position to anyone.
 */
describe("finding 16: the protocol's own account can't be frozen", () => {
  it("refuses the arbiter", async () => {
    const { ledger, arbiter } = await loadEconomy();
    const until = BigInt(await networkHelpers.time.latest()) + DAY;

    await expect(ledger.connect(arbiter).freeze(PROTOCOL, until))
      .to.be.revertedWithCustomError(ledger, "RevenueLedger_UnknownAsset")
      .withArgs(PROTOCOL);
  });
});
