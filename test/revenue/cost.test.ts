import { expect } from "chai";
import hre from "hardhat";

import { ethers } from "../helpers/chain.ts";
import { loadEconomy, REF } from "./deployEconomy.ts";

const PARENTS = 14;
const CONTRIBUTORS = 40;

/** The data set of the economy, without parents, and a model with as many of everything as allowed. */
async function withPlainAndRich() {
  const economy = await loadEconomy();
  const { ledger, registerAsset, registerDerivative, payer, currency, dataset } = economy;
  const parents = [];
  for (let i = 0; i < PARENTS; i++) {
    parents.push({ assetId: await registerAsset(), royaltyBps: 500n });
  }
  const rich = await registerDerivative({
    parents,
    contributors: Array.from({ length: CONTRIBUTORS }, (_, i) => ({
      account: ethers.toBeHex(0xacc0n + BigInt(i), 20),
      units: 500_000n,
    })),
  });

  /** The second payment and its receipt: from the first the slots are warm for good. */
  async function payTwice(assetId: bigint) {
    const asPayer = ledger.connect(payer);
    await asPayer.pay(assetId, currency, 1_000n, REF);
    const payment = await asPayer.pay(assetId, currency, 1_000n, REF);
    const receipt = await payment.wait();
    if (receipt === null) throw new Error("the payment has no receipt");
    return receipt;
  }
  return { ...economy, plain: dataset, rich, payTwice };
}

describe("RevenueLedger, cost of a payment (REV-8)", () => {
  it("is the same whatever the number of parents and contributors", async function () {
    // Instrumented code has other costs.
    if (hre.globalOptions.coverage) this.skip();
    const { plain, rich, payTwice } = await withPlainAndRich();
    const [plainReceipt, richReceipt] = [await payTwice(plain), await payTwice(rich)];

    expect(richReceipt.gasUsed).to.equal(plainReceipt.gasUsed);
  });

  it("announces the payment and the transfer, and nothing of any other asset", async () => {
    const { ledger, token, rich, payTwice } = await withPlainAndRich();
    const { logs } = await payTwice(rich);

    expect(logs.map(({ address }) => address)).to.deep.equal([token.target, ledger.target]);
  });
});
