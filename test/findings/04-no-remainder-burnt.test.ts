import { expect } from "chai";

import { loadEconomy, OWNER, UNITS } from "../revenue/deployEconomy.ts";

const PAYMENTS = 60n;
/** Seven holders with primes of units, and a royalty of a prime of basis points. */
const CONTRIBUTORS = [9_999_991n, 7_654_337n, 3_333_331n, 1_000_003n, 99_991n, 7n];
const ROYALTY_BPS = 1_999n;

/**
 * A deposit of one base unit must not make anyone lose what he was owed (Livepeer #657), and poking claims after each
 * must not round shares away (0xSplits M-02). Every remainder stays owed.
 */
describe("finding 04: no remainder is burnt", () => {
  async function withHolders() {
    const economy = await loadEconomy();
    const { dataset, actors, registerDerivative } = economy;
    const contributors = CONTRIBUTORS.map((units, index) => ({
      account: actors[index]?.address ?? OWNER,
      units,
    }));
    const child = await registerDerivative({
      parents: [{ assetId: dataset, royaltyBps: ROYALTY_BPS }],
      contributors,
    });
    const holders = [...contributors.map(({ account }) => account), OWNER];
    return { ...economy, child, holders };
  }

  it("settles and claims after each base unit pay what one claim at the end would", async () => {
    const { ledger, token, currency, child, dataset, holders, pay, accrued } = await withHolders();
    const claimed = new Map<string, bigint>();
    for (let paid = 1n; paid <= PAYMENTS; paid++) {
      await pay(child, 1n);
      await ledger.settle(child, currency);
      for (const holder of holders) {
        const amount = await ledger.claim.staticCall(child, currency, holder, []);
        await ledger.claim(child, currency, holder, []);
        const sum = (claimed.get(holder) ?? 0n) + amount;
        claimed.set(holder, sum);

        expect(sum).to.equal((paid * (await ledger.unitsOf(child, holder))) / UNITS);
      }
      expect(await accrued(dataset)).to.equal((paid * ROYALTY_BPS) / 10_000n);
    }

    const sum = [...claimed.values()].reduce((total, amount) => total + amount, 0n);
    expect(await token.balanceOf(ledger)).to.equal(PAYMENTS - sum);
  });

  it("lets nobody be robbed by a base unit paid just before his claim", async () => {
    const { ledger, currency, child, holders, pay } = await withHolders();
    await pay(child, 10n ** 9n + 7n);
    for (const holder of holders) {
      const before = await ledger.claimable(child, currency, holder);
      await pay(child, 1n);

      expect(await ledger.claim.staticCall(child, currency, holder, [])).to.be.at.least(before);
    }
  });

  it("leaves less than a base unit for each holder and parent, which later money frees", async () => {
    const { ledger, currency, child, holders, pay } = await withHolders();
    /** What is left of the child's revenue when everyone has had his share. */
    async function dustAfter(amount: bigint) {
      await pay(child, amount);
      await ledger.settle(child, currency);
      for (const holder of holders) await ledger.claim(child, currency, holder, []);
      const { accrued } = await ledger.streamOf(child, currency);
      const debts = await Promise.all(holders.map((h) => ledger.debtOf(child, currency, h)));
      const claimed = debts.reduce((total, debt) => total + debt, 0n) / UNITS;
      return accrued - (accrued * ROYALTY_BPS) / 10_000n - claimed;
    }

    const first = 10n ** 6n + 1n;
    expect(await dustAfter(first)).to.be.lessThan(BigInt(holders.length + 1));
    // Of 10^8 base units every share is a whole number.
    expect(await dustAfter(UNITS - first)).to.equal(0n);
  });
});
