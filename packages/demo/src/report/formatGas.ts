/** Gas with thousands apart: "54,172". */
export function formatGas(gas: bigint): string {
  return gas.toString().replace(/\B(?=(\d{3})+$)/g, ",");
}
