import { expect } from "chai";

import { ethers, networkHelpers, provider } from "../helpers/chain.ts";
import { CLAIM, DEPOSIT, type Item, loadMetering, NO_SIGNATURE, STATUS } from "./deployMetering.ts";

/** The order of the group of secp256k1. */
const N = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const MOODS = ["approve", "lie", "short", "refuse", "burn", "bomb", "bombRevert"] as const;
/** What a bad item may cost: 150,000 for the answer, and its calldata, its reads and its event. */
const MAX_EXTRA_GAS = 185_000n;

/** An account of a wallet that answers as it is told. */
async function withOddWallet(mood: (typeof MOODS)[number]) {
  const metering = await loadMetering();
  const { meter, makeTerms, asPayer } = metering;
  const wallet = await ethers.deployContract("OddWallet");
  await wallet.getFunction("setMood")(MOODS.indexOf(mood));
  const terms = makeTerms({ payer: await wallet.getAddress() });
  await asPayer.deposit(terms, DEPOSIT);
  return { ...metering, oddTerms: terms, oddAccount: await meter.accountIdOf(terms) };
}

describe("AccountSignature", () => {
  context("of a key", () => {
    it("has 65 bytes: a compact one is none", async () => {
      const { voucher, redeem } = await loadMetering();
      const item = await voucher();
      const compact = ethers.Signature.from(String(item.signature)).compactSerialized;

      expect(await redeem({ ...item, signature: compact })).to.deep.equal([STATUS.badSignature]);
    });

    it("has a low s: its twin is none", async () => {
      const { voucher, redeem } = await loadMetering();
      const item = await voucher();
      const { r, s, v } = ethers.Signature.from(String(item.signature));
      const twin = ethers.concat([
        r,
        ethers.toBeHex(N - BigInt(s), 32),
        v === 27 ? "0x1c" : "0x1b",
      ]);

      expect(await redeem({ ...item, signature: twin })).to.deep.equal([STATUS.badSignature]);
    });

    it("is nobody's when it recovers to nothing, also for the zero address", async () => {
      const { voucher, redeem, makeTerms } = await loadMetering();
      const terms = makeTerms({ payer: ethers.ZeroAddress });

      for (const signature of [NO_SIGNATURE, `0x${"00".repeat(65)}`, `0x${"ff".repeat(65)}`]) {
        expect(await redeem(await voucher({ signature }))).to.deep.equal([STATUS.badSignature]);
        expect(await redeem(await voucher({ terms, signature }))).to.deep.equal([
          STATUS.badSignature,
        ]);
      }
    });
  });

  context("of a contract", () => {
    it("is what its code approves, in any length", async () => {
      const { oddTerms, oddAccount, voucher, redeem, balanceOf } = await withOddWallet("approve");

      for (const [index, signature] of [
        NO_SIGNATURE,
        "0x1234",
        `0x${"ab".repeat(700)}`,
      ].entries()) {
        const lane = BigInt(index);
        expect(await redeem(await voucher({ terms: oddTerms, signature, lane }))).to.deep.equal([
          STATUS.settled,
        ]);
      }
      expect(await balanceOf(oddAccount)).to.equal(DEPOSIT - 3n * CLAIM);
    });

    it("is its signer's, if its code says so", async () => {
      const { meter, owner, makeTerms, asPayer, voucher, redeem } = await loadMetering();
      const wallet = await ethers.deployContract("SignerWallet", [owner.address]);
      const terms = makeTerms({ payer: await wallet.getAddress() });
      await asPayer.deposit(terms, DEPOSIT);

      expect(await redeem(await voucher({ terms }))).to.deep.equal([STATUS.badSignature]);
      expect(await redeem(await voucher({ terms, signer: owner }))).to.deep.equal([STATUS.settled]);
      expect((await meter.accountOf(await meter.accountIdOf(terms))).balance).to.equal(
        DEPOSIT - CLAIM,
      );
    });

    for (const mood of ["lie", "short", "refuse", "burn", "bomb", "bombRevert"] as const) {
      it(`costs its own item alone when it would ${mood} (USE-6)`, async () => {
        const { oddTerms, voucher, asStranger, meter, redeem } = await withOddWallet(mood);
        const bad = await voucher({ terms: oddTerms, signature: "0x1234" });
        const good = async (lane: bigint) => await voucher({ lane });
        const gasOf = async (...items: Item[]) => {
          const redemption = await asStranger.redeem(items, { gasLimit: 2_000_000n });
          return (await redemption.wait())?.gasUsed ?? 0n;
        };
        await redeem(await good(9n));
        const without = await gasOf(await good(0n), await good(1n));
        const items = [await good(2n), bad, await good(3n)];
        expect(await asStranger.redeem.staticCall(items)).to.deep.equal([
          STATUS.settled,
          STATUS.badSignature,
          STATUS.settled,
        ]);

        expect((await gasOf(...items)) - without).to.be.lessThan(MAX_EXTRA_GAS);
        expect((await meter.accountOf(await meter.accountIdOf(oddTerms))).balance).to.equal(
          DEPOSIT,
        );
      });
    }
  });

  context("of a key whose account has code (EIP-7702)", () => {
    it("counts as before, though the code can't judge signatures", async () => {
      const { token, payer, voucher, redeem } = await loadMetering();
      const item = await voucher();
      const delegation = ethers.concat(["0xef0100", await token.getAddress()]);
      await provider.request({
        method: "hardhat_setCode",
        params: [payer.address, delegation],
      });
      expect(await ethers.provider.getCode(payer)).to.equal(delegation);

      expect(await redeem(item)).to.deep.equal([STATUS.settled]);
      const foreign = await voucher({ claim: 2n * CLAIM, signature: "0x1234" });
      expect(await redeem(foreign)).to.deep.equal([STATUS.badSignature]);
      await networkHelpers.mine();
    });
  });
});
