import type { Economy } from "./buildEconomy.ts";
import { ZERO } from "./ledgerModel.ts";

const UNITS = 100_000_000n;
const BPS = 10_000n;

const sum = (numbers: readonly bigint[]) => numbers.reduce((total, each) => total + each, 0n);

function check(holds: boolean, requirement: string, place: string): void {
  if (!holds) throw new Error(`${requirement} does not hold for ${place}`);
}

/** Checks what the proof of solvency says of every asset, currency and holder; the chain has been compared already. */
export function checkSolvency({ model, money, currencies, holders }: Economy): void {
  const all = [ZERO, ...holders.map(({ address }) => address)];
  const assetIds = [...model.accounts.keys()];
  for (const assetId of assetIds) {
    const { royalties = [] } = model.accounts.get(assetId) ?? {};
    const units = sum(all.map((holder) => model.unitsOf(assetId, holder)));
    const owed = sum(royalties.map(({ bps }) => (bps * UNITS) / BPS));
    const whole = units + model.headOf(assetId).rootUnits + owed;
    check(whole === UNITS, "REV-6", `asset ${assetId}`);
  }
  for (const { token } of currencies) {
    const kept = sum(assetIds.map((assetId) => keptOf(assetId, token)));
    check(kept === money.balanceOf(token, model.ledger), "REV-5", `token ${token}`);
  }

  /** What an asset took in and gave out to nobody: neither to a parent nor to a holder. */
  function keptOf(assetId: bigint, token: string): bigint {
    const place = `asset ${assetId}, token ${token}`;
    const { accrued, settled } = model.streamOf(assetId, token);
    if (accrued === 0n) return 0n;
    const debts = all.map((holder) => {
      const debt = model.debtOf(assetId, token, holder);
      check(accrued * model.unitsOf(assetId, holder) >= debt, "REV-2", place);
      return debt;
    });
    check(sum(debts) % UNITS === 0n, "REV-1", place);
    const { royalties = [] } = model.accounts.get(assetId) ?? {};
    const passed = sum(royalties.map(({ bps }) => (settled * bps) / BPS));
    const kept = accrued - passed - sum(debts) / UNITS;
    check(kept >= 0n, "REV-4", place);
    return kept;
  }
}
