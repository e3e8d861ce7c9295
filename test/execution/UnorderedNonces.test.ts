import { expect } from "chai";

import { loadMetering } from "./deployMetering.ts";

const NONCE = 2n ** 255n + 300n;

describe("UnorderedNonces (USE-15)", () => {
  it("voids one nonce of the caller and no other", async () => {
    const { meter, payer, stranger, asPayer } = await loadMetering();

    await expect(asPayer.cancelNonce(NONCE)).to.emit(meter, "NonceUsed").withArgs(payer, NONCE);
    expect(await meter.isNonceUsed(payer, NONCE)).to.be.true;
    for (const nonce of [NONCE - 1n, NONCE + 1n, 44n, 0n]) {
      expect(await meter.isNonceUsed(payer, nonce)).to.be.false;
    }
    expect(await meter.isNonceUsed(stranger, NONCE)).to.be.false;
  });

  it("refuses a nonce that is void", async () => {
    const { meter, payer, asPayer } = await loadMetering();
    await asPayer.cancelNonce(NONCE);

    await expect(asPayer.cancelNonce(NONCE))
      .to.be.revertedWithCustomError(meter, "UsageMeter_NonceUsed")
      .withArgs(payer, NONCE);
  });
});
