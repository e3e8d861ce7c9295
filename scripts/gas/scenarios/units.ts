import type { World } from "../createWorld.ts";
import { FOUR_CURRENCIES } from "../createMoves.ts";
import type { Erc20 } from "../Erc20.ts";
import type { Gas } from "../Gas.ts";

const HELD_UNITS = 10_000_000n;
const MOVED_UNITS = 1_000n;

/**
 * Moving units of an asset. What each holder has earned stays with it, so the cost grows with the currencies the asset
 * was ever paid in, at most four. Steady: both accounts held units before.
 */
export async function measureUnits(world: World): Promise<Gas> {
  const { sahara, tokens, gasOf, newcomer, others } = world;
  const { plain, other } = tokens;
  const ledger = sahara.ledger;
  const gas: Gas = {};

  const one = await transferWith(world, [plain]);
  const two = await transferWith(world, [plain, other]);
  const four = await transferWith(world, [plain, other, tokens.sahara], true);
  gas.transferUnitsFirst = one.first;
  gas.transferUnits = one.steady;
  gas.transferUnits2CurrenciesFirst = two.first;
  gas.transferUnits2Currencies = two.steady;
  gas.transferUnits4CurrenciesFirst = four.first;
  gas.transferUnits4Currencies = four.steady;

  const { assetId, holder } = one;
  const [, , heir = holder] = others;
  gas.releaseUnits = await gasOf(() =>
    ledger.connect(newcomer).releaseUnits(assetId, holder, MOVED_UNITS),
  );
  gas.bindUnits = await gasOf(() => ledger.connect(holder).bindUnits(assetId, MOVED_UNITS));
  gas.transferPosition = await gasOf(() => ledger.connect(holder).transferPosition(assetId, heir));
  return gas;
}

async function transferWith(world: World, paidIn: Erc20[], paidInNative = false) {
  const { gasOf, sahara, newcomer, others } = world;
  const [holder = newcomer, receiver = newcomer] = others;
  const ledger = sahara.ledger;
  const assetId = await world.register(newcomer, { currencies: FOUR_CURRENCIES });
  await ledger.connect(newcomer).releaseUnits(assetId, holder, HELD_UNITS);
  for (const token of paidIn) await world.pay(assetId, token);
  if (paidInNative) await world.payNative(assetId);

  const transfer = () =>
    gasOf(() => ledger.connect(holder).transfer(receiver, assetId, MOVED_UNITS));
  return { assetId, holder, first: await transfer(), steady: await transfer() };
}
