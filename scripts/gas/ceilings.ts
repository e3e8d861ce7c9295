import type { GasReport } from "./GasReport.ts";

/** Most gas that a scenario may take. Scenarios without an entry are shown, and only changes of them are noticed. */
export const GAS_CEILINGS: Readonly<Record<string, number>> = {
  registerRoot: 235_000,
  registerDerivative1Parent: 280_000,
  registerDerivativeExtraParent: 40_000,
  registerContributorRoot100k: 240_000,
  payErc20Steady: 55_000,
  payInboxTransferSteady: 36_000,
  sweepInboxSteady: 60_000,
  claimSteady: 55_000,
  claimThrough8Hops: 155_000,
  settleAndClaim16Ancestors: 1_100_000,
  licensePurchaseErc20: 125_000,
  licenseRenew: 60_000,
  saleErc20: 125_000,
  // Together 133,000, 15 % above the minimal market, which has neither fee nor royalty.
  listOnChain: 40_000,
  buyOnChainWithoutRates: 93_000,
  transferUnits: 60_000,
  redeem1Voucher: 85_000,
  redeem25Vouchers: 1_000_000,
  gasPerCallAt1000: 40,
  sweepOfferReceiver: 75_000,
  receiptProofDepth32: 80_000,
  equivocationSlash: 130_000,
  setEncryptionKey: 53_000,
  setReleasePolicy3of5: 245_000,
  logRelease: 110_000,
  spendPrivacyBudget: 53_000,
  postAttributionReport: 145_000,
};

/** Most bytes of runtime bytecode: two thirds of what the EVM allows. */
export const BYTECODE_CEILING = 16 * 1024;
/** What is made of a library's modules may be larger. */
const BYTECODE_CEILINGS: Readonly<Record<string, number>> = { SaharaGovernor: 24 * 1024 };

/** What may cost no more than something else, but for so many percent: the deepest derivative, the thousandth job. */
const RELATIVE_CEILINGS: Readonly<Record<string, { to: string; tolerancePercent: number }>> = {
  registerDerivativeDepth16: { to: "registerDerivative1Parent", tolerancePercent: 3 },
  jobPostFundAssignAt1000Open: { to: "jobPostFundAssign", tolerancePercent: 1 },
};

/** The ceiling of a scenario, if it has one. */
export function ceilingOf(scenario: string, gas: GasReport["gas"]): number | undefined {
  const relative = RELATIVE_CEILINGS[scenario];
  if (relative === undefined) return GAS_CEILINGS[scenario];
  const base = gas[relative.to];
  return base === undefined
    ? undefined
    : Math.floor((base * (100 + relative.tolerancePercent)) / 100);
}

/** What passes its ceiling, one line each. */
export function findBreaches({ gas, bytecodeSizes }: GasReport): string[] {
  const tooDear = Object.entries(gas).flatMap(([scenario, used]) => {
    const ceiling = ceilingOf(scenario, gas);
    return ceiling === undefined || used <= ceiling
      ? []
      : [`${scenario} takes ${used} gas; its ceiling is ${ceiling}`];
  });
  const absent = Object.keys(GAS_CEILINGS)
    .filter((scenario) => gas[scenario] === undefined)
    .map((scenario) => `${scenario} has a ceiling and was not measured`);
  const tooLarge = Object.entries(bytecodeSizes).flatMap(([name, size]) => {
    const ceiling = BYTECODE_CEILINGS[name] ?? BYTECODE_CEILING;
    return size <= ceiling ? [] : [`${name} has ${size} bytes; the ceiling is ${ceiling}`];
  });
  return [...tooDear, ...absent, ...tooLarge];
}
