const DECIMALS = 18n;
const SHOWN = 4n;

/** Base units of an 18-decimals token with four decimals, cut rather than rounded, thousands apart: "1,234.5000". */
export function formatToken(amount: bigint): string {
  const cut = amount / 10n ** (DECIMALS - SHOWN);
  const whole = (cut / 10n ** SHOWN).toString().replace(/\B(?=(\d{3})+$)/g, ",");
  return `${whole}.${(cut % 10n ** SHOWN).toString().padStart(Number(SHOWN), "0")}`;
}
