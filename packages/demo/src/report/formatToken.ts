const DECIMALS = 18n;
const SHOWN = 4n;

const UNIT = 10n ** (DECIMALS - SHOWN);

/** Base units of an 18-decimals token, rounded to four decimals, thousands apart: "1,234.5000". */
export function formatToken(amount: bigint): string {
  const rounded = (amount + UNIT / 2n) / UNIT;
  const whole = (rounded / 10n ** SHOWN).toString().replace(/\B(?=(\d{3})+$)/g, ",");
  return `${whole}.${(rounded % 10n ** SHOWN).toString().padStart(Number(SHOWN), "0")}`;
}
