import { expect } from "chai";

import { SAHARA_BIT } from "../helpers/assets.ts";
import { ethers } from "../helpers/chain.ts";
import { deployToken, type TestToken } from "../helpers/deployToken.ts";
import { loadEconomy, OWNER, REF } from "./deployEconomy.ts";

const AMOUNT = 1_000_000n;
const WEALTH = 10n ** 40n;
/** The bit of the third currency. */
const ODD_BIT = 0b100n;

/**
 * `odd` is listed. `earner` takes it and SAHARA, and half its units are the contributor's; `other` is a second asset that
 * takes both. Each has earned a million of both.
 */
async function withToken(name: string, ...args: unknown[]) {
  const economy = await loadEconomy();
  const { ledger, council, payer, contributor, registerAsset, currency, inboxes } = economy;
  const odd = await deployToken(name, ...args);
  const oddAddress = await odd.getAddress();
  await ledger.connect(council).listCurrency(odd);
  await odd.mint(payer, WEALTH);
  await (odd.connect(payer) as TestToken).approve(ledger, WEALTH);
  const options = {
    currencies: ODD_BIT | SAHARA_BIT,
    contributors: [{ account: contributor.address, units: 50_000_000n }],
  };
  const [earner, other] = [await registerAsset(options), await registerAsset(options)];

  const asPayer = ledger.connect(payer);
  const payOdd = async (assetId = earner, amount = AMOUNT) =>
    await asPayer.pay(assetId, oddAddress, amount, REF);
  const claimOdd = async (assetId = earner) =>
    await ledger.claim(assetId, oddAddress, contributor, []);
  const accruedOdd = async (assetId = earner) => await economy.accrued(assetId, oddAddress);
  for (const assetId of [earner, other]) {
    await payOdd(assetId);
    await economy.pay(assetId, AMOUNT);
  }

  /** All SAHARA is where it was, and can be claimed to the last base unit that is owed. */
  async function expectOthersWhole() {
    expect(await economy.token.balanceOf(ledger)).to.equal(2n * AMOUNT);
    for (const assetId of [earner, other]) {
      for (const holder of [contributor.address, OWNER]) {
        await ledger.claim(assetId, currency, holder, []);
      }
    }
    expect(await economy.token.balanceOf(ledger)).to.equal(0n);
  }
  const inbox = await inboxes.inboxOf(earner);
  const bound = { payOdd, claimOdd, accruedOdd, expectOthersWhole };
  return { ...economy, odd, oddAddress, earner, other, inbox, ...bound };
}

describe("RevenueLedger, with a token that", () => {
  context("takes a fee on transfer", () => {
    it("credits what arrived, and owes no more than that (REV-5)", async () => {
      const { ledger, odd, earner, accruedOdd, claimOdd, contributor, expectOthersWhole, ...rest } =
        await withToken("FeeToken", 100n);
      expect(await accruedOdd()).to.equal(990_000n);
      // The fee on the way out is the receiver's.
      await expect(claimOdd()).to.changeTokenBalances(
        ethers,
        odd,
        [ledger, contributor],
        [-495_000n, 490_050n],
      );
      await ledger.claim(earner, rest.oddAddress, OWNER, []);

      expect(await odd.balanceOf(ledger)).to.equal(990_000n);
      expect(await accruedOdd(rest.other)).to.equal(990_000n);
      await expectOthersWhole();
    });

    it("is swept out of an inbox at what arrives", async () => {
      const { inboxes, odd, oddAddress, payer, earner, inbox, accruedOdd } = await withToken(
        "FeeToken",
        100n,
      );
      await (odd.connect(payer) as TestToken).transfer(inbox, 10_000n);
      await inboxes.sweep(earner, oddAddress);

      // 9,900 came to the inbox; 9,899 went on, less 98.
      expect(await accruedOdd()).to.equal(990_000n + 9_801n);
    });
  });

  context("returns nothing", () => {
    it("is paid, swept and claimed like any other", async () => {
      const { inboxes, odd, oddAddress, payer, contributor, earner, inbox, ...rest } =
        await withToken("NoReturnToken");
      const asPayer = odd.connect(payer) as TestToken;
      for (let i = 0; i < 2; i++) {
        await asPayer.transfer(inbox, 100n);
        await inboxes.sweep(earner, oddAddress);
      }
      await rest.claimOdd();

      expect(await rest.accruedOdd()).to.equal(AMOUNT + 199n);
      expect(await odd.balanceOf(contributor)).to.equal((AMOUNT + 199n) / 2n);
      await rest.expectOthersWhole();
    });
  });

  for (const [decimals, amount] of [
    [2, 5n],
    [30, 10n ** 31n + 1n],
  ] as const) {
    context(`has ${decimals} decimals`, () => {
      it("is exact to the last base unit", async () => {
        const { payOdd, accruedOdd, claimOdd, odd, contributor, expectOthersWhole } =
          await withToken("PlainToken", decimals);
        await payOdd(undefined, amount);
        await claimOdd();

        expect(await accruedOdd()).to.equal(AMOUNT + amount);
        expect(await odd.balanceOf(contributor)).to.equal((AMOUNT + amount) / 2n);
        await expectOthersWhole();
      });
    });
  }

  context("blocks accounts", () => {
    it("lets a blocked holder block only himself; claimTo gets him out", async () => {
      const { ledger, odd, oddAddress, owner, contributor, earner, claimOdd, ...rest } =
        await withToken("BlocklistToken");
      await odd.getFunction("setBlocked")(contributor, true);

      await expect(claimOdd())
        .to.be.revertedWithCustomError(odd, "BlocklistToken_Blocked")
        .withArgs(contributor);
      expect(await ledger.claimable(earner, oddAddress, contributor)).to.equal(500_000n);
      await ledger.claim(earner, oddAddress, OWNER, []);
      expect(await odd.balanceOf(owner)).to.equal(500_000n);
      await ledger.connect(contributor).claimTo(earner, oddAddress, rest.stranger, []);
      expect(await odd.balanceOf(rest.stranger)).to.equal(500_000n);
      await rest.expectOthersWhole();
    });

    it("stops its own claims when it blocks the ledger, and no other currency", async () => {
      const { ledger, odd, oddAddress, contributor, earner, ...rest } =
        await withToken("BlocklistToken");
      await odd.getFunction("setBlocked")(ledger, true);

      await expect(rest.claimOdd())
        .to.be.revertedWithCustomError(odd, "BlocklistToken_Blocked")
        .withArgs(ledger);
      await rest.expectOthersWhole();
      await odd.getFunction("setBlocked")(ledger, false);
      await rest.claimOdd();
      expect(await odd.balanceOf(contributor)).to.equal(500_000n);
      expect(await ledger.claimable(earner, oddAddress, contributor)).to.equal(0n);
    });
  });

  context("calls back in the middle of a transfer", () => {
    async function withCallbacks() {
      const economy = await withToken("CallbackToken");
      const { ledger, inboxes, odd, oddAddress, earner, contributor, currency } = economy;
      const abi = ledger.interface;
      const payment = [earner, oddAddress, 1n, REF] as const;
      const entries = [
        abi.encodeFunctionData("pay", [...payment]),
        abi.encodeFunctionData("payAndSettle", [...payment, []]),
        abi.encodeFunctionData("collect", [earner, oddAddress, 1n, 0n, REF, OWNER]),
        abi.encodeFunctionData("settle", [earner, oddAddress]),
        abi.encodeFunctionData("settleMany", [[earner], oddAddress]),
        abi.encodeFunctionData("claim", [earner, oddAddress, contributor.address, []]),
        // In another currency, and another asset.
        abi.encodeFunctionData("claim", [economy.other, currency, contributor.address, []]),
        abi.encodeFunctionData("claimTo", [earner, oddAddress, contributor.address, []]),
        abi.encodeFunctionData("claimMany", [[earner], oddAddress, contributor.address, []]),
      ];
      const refused = abi.encodeErrorResult("ReentrancyGuardReentrantCall");
      const calls: [target: string, data: string][] = entries.map((data) => [
        ledger.target as string,
        data,
      ]);
      const sweep = inboxes.interface.encodeFunctionData("sweep", [earner, oddAddress]);
      calls.push([inboxes.target as string, sweep]);

      /** Runs `operation` once for each entry that the token then tries; each must be refused. */
      async function tryEach(operation: () => Promise<unknown>) {
        for (const [target, data] of calls) {
          await odd.getFunction("callOnTransfer")(target, data);
          await operation();
          expect(await odd.getFunction("lastReturned")()).to.equal(refused);
        }
        await odd.getFunction("callOnTransfer")(OWNER, "0x");
      }
      return { ...economy, tryEach, callCount: calls.length };
    }

    it("can enter nowhere while it is paid", async () => {
      const { odd, payer, inbox, payOdd, accruedOdd, tryEach, callCount, ...rest } =
        await withCallbacks();
      // So that a sweep would find something.
      await (odd.connect(payer) as TestToken).transfer(inbox, 100n);
      await tryEach(() => payOdd(undefined, 10n));

      expect(await accruedOdd()).to.equal(AMOUNT + 10n * BigInt(callCount));
      await rest.expectOthersWhole();
    });

    it("can enter nowhere while it is claimed", async () => {
      const { ledger, odd, oddAddress, payer, contributor, inbox, payOdd, ...rest } =
        await withCallbacks();
      await (odd.connect(payer) as TestToken).transfer(inbox, 100n);
      await rest.claimOdd();
      await rest.tryEach(async () => {
        await payOdd(undefined, 10n);
        await rest.claimOdd();
      });

      // Half of the million, and of ten each time.
      expect(await odd.balanceOf(contributor)).to.equal(500_000n + 5n * BigInt(rest.callCount));
      expect(await ledger.claimable(rest.earner, oddAddress, contributor)).to.equal(0n);
      await rest.expectOthersWhole();
    });

    it("can move its own units, which changes no sum", async () => {
      const { ledger, odd, oddAddress, contributor, earner, payOdd, accruedOdd, ...rest } =
        await withCallbacks();
      await ledger.connect(contributor).transfer(odd, earner, 10_000_000n);
      const abi = ledger.interface;
      const move = abi.encodeFunctionData("transfer", [rest.stranger.address, earner, 10_000_000n]);
      await odd.getFunction("callOnTransfer")(ledger, move);
      await payOdd();

      expect(await odd.getFunction("lastCallSucceeded")()).to.equal(true);
      expect(await accruedOdd()).to.equal(2n * AMOUNT);
      const holders = [contributor.address, rest.stranger.address, oddAddress, OWNER];
      const owed = await Promise.all(holders.map((h) => ledger.claimable(earner, oddAddress, h)));
      expect(owed).to.deep.equal([900_000n, 100_000n, 0n, 1_000_000n]);
    });
  });

  context("changes its behaviour", () => {
    const MOOD = { good: 0, returnFalse: 1, revert: 2, pretend: 3, takeBack: 4, overstate: 5 };

    async function inMood(mood: keyof typeof MOOD) {
      const economy = await withToken("MoodyToken");
      const setMood = async (next: keyof typeof MOOD) => {
        await economy.odd.getFunction("setMood")(MOOD[next]);
      };
      await setMood(mood);
      return { ...economy, setMood };
    }

    it("by returning false: payments and claims are refused, and nothing is lost", async () => {
      const { ledger, odd, contributor, payOdd, claimOdd, setMood, ...rest } =
        await inMood("returnFalse");

      for (const attempt of [payOdd, claimOdd]) {
        await expect(attempt())
          .to.be.revertedWithCustomError(ledger, "SafeERC20FailedOperation")
          .withArgs(odd);
      }
      await setMood("good");
      await claimOdd();
      expect(await odd.balanceOf(contributor)).to.equal(500_000n);
      await rest.expectOthersWhole();
    });

    it("by reverting: payments and claims are refused, and nothing is lost", async () => {
      const { odd, contributor, payOdd, claimOdd, setMood, ...rest } = await inMood("revert");

      for (const attempt of [payOdd, claimOdd]) {
        await expect(attempt()).to.be.revertedWithCustomError(odd, "MoodyToken_Refused");
      }
      await setMood("good");
      await claimOdd();
      expect(await odd.balanceOf(contributor)).to.equal(500_000n);
      await rest.expectOthersWhole();
    });

    for (const mood of ["pretend", "takeBack"] as const) {
      const what = mood === "pretend" ? "moving nothing" : "taking from the ledger";

      it(`by ${what}: no payment is credited, and no other currency touched`, async () => {
        const { ledger, oddAddress, earner, payOdd, accruedOdd, expectOthersWhole } =
          await inMood(mood);

        await expect(payOdd())
          .to.be.revertedWithCustomError(ledger, "RevenueLedger_ZeroAmount")
          .withArgs(earner, oddAddress);
        expect(await accruedOdd()).to.equal(AMOUNT);
        await expectOthersWhole();
      });
    }

    it("by overstating balances: it deceives those who accept it, and nobody else", async () => {
      const { ledger, odd, oddAddress, contributor, earner, ...rest } = await inMood("overstate");
      await rest.payOdd();
      expect(await rest.accruedOdd()).to.equal(2n * AMOUNT);
      await rest.setMood("good");
      await rest.claimOdd();
      await ledger.claim(earner, oddAddress, OWNER, []);

      // What was never there is missing to the assets that take this token, and only in it.
      await expect(rest.claimOdd(rest.other))
        .to.be.revertedWithCustomError(odd, "ERC20InsufficientBalance")
        .withArgs(ledger, 0n, 500_000n);
      expect(await odd.balanceOf(contributor)).to.equal(1_000_000n);
      await rest.expectOthersWhole();
    });
  });
});
