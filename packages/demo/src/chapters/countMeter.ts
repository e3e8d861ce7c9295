import type { Cast } from "../cast.ts";
import type { Progress } from "../progress.ts";
import type { MeterHoldings } from "../story.ts";
import { sum } from "../sum.ts";

/** Follows every base unit that came into the meter: still the payers', passed on, or waiting. */
export async function countMeter(cast: Cast, progress: Progress): Promise<MeterHoldings> {
  progress.step("Counting what the meter holds");
  const { contracts, addresses } = cast.treasurer.sahara.clients;
  const { meter, token } = contracts;
  const [deposits, redemptions, passes, withdrawals] = await Promise.all([
    meter.queryFilter(meter.filters.Deposited()),
    meter.queryFilter(meter.filters.UsageSettled()),
    meter.queryFilter(meter.filters.RevenuePassed()),
    meter.queryFilter(meter.filters.EarningsWithdrawn()),
  ]);
  const accounts = [...new Set(deposits.map(({ args }) => args.accountId))];
  const balances = await Promise.all(accounts.map((account) => meter.accountOf(account)));

  const holdings: MeterHoldings = {
    deposited: sum(deposits.map(({ args }) => args.amount)),
    unspent: sum(balances.map(({ balance }) => balance)),
    redeemed: sum(redemptions.map(({ args }) => args.amount)),
    toLedger: sum(passes.map(({ args }) => args.toAsset + args.fee)),
    toOperators: sum(withdrawals.map(({ args }) => args.amount)),
    held: await token.balanceOf(addresses.meter),
  };
  progress.fact(
    `deposited ${holdings.deposited} = unspent ${holdings.unspent} + redeemed ${holdings.redeemed} base units`,
  );
  return holdings;
}

/** Whether not one base unit of the meter's is missing or too many. */
export function addsUp(meter: MeterHoldings): boolean {
  const { deposited, unspent, redeemed, toLedger, toOperators, held } = meter;
  return deposited === unspent + redeemed && held === deposited - toLedger - toOperators;
}
