import { formatUnits } from "ethers";

/** Base units of an 18-decimals token as tokens, to the last unit, thousands apart: "1,234.5". */
export function formatExact(amount: bigint): string {
  const [whole = "", decimals = ""] = formatUnits(amount).split(".");
  const grouped = BigInt(whole).toLocaleString("en");
  return decimals === "0" ? grouped : `${grouped}.${decimals}`;
}
