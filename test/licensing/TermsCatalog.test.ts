import { expect } from "chai";

import { ethers } from "../helpers/chain.ts";
import { loadSahara } from "../helpers/deploySahara.ts";
import { ALL_USES, OPEN_TERMS, RULE, type Terms, USE } from "../helpers/licensing.ts";

const FAULT = {
  uses: 0n,
  rules: 1n,
  seats: 2n,
  royalty: 3n,
  ceiling: 4n,
  currency: 5n,
  duration: 6n,
} as const;
const DAY = 24n * 3_600n;
const TOKEN = `0x${"11".repeat(20)}`;
/** Every field set, in the order of the struct. */
const FULL_TERMS = {
  price: 2n ** 128n - 1n,
  duration: DAY,
  quota: 2n ** 24n - 1n,
  seats: 256n,
  uses: ALL_USES,
  royaltyBps: 8_000n,
  rules: 63n,
  currency: TOKEN,
  revenueCeiling: 2n ** 128n - 1n,
  legalTextHash: ethers.id("text"),
} satisfies Terms;
const TERMS_TYPE =
  "tuple(uint128,uint32,uint24,uint16,uint16,uint16,uint8,address,uint128,bytes32)";

describe("TermsCatalog (LIC-1)", () => {
  it("keeps terms under the hash of exactly what is stored", async () => {
    const { licenses } = await loadSahara();
    const values = Object.values(FULL_TERMS);
    const termsId = ethers.keccak256(
      ethers.AbiCoder.defaultAbiCoder().encode([TERMS_TYPE], [values]),
    );

    await expect(licenses.registerTerms(FULL_TERMS))
      .to.emit(licenses, "TermsRegistered")
      .withArgs(termsId, 1n, values);
    expect(await licenses.termsOf(termsId)).to.deep.equal(values);
  });

  it("counts new terms and keeps known ones", async () => {
    const { licenses } = await loadSahara();
    await licenses.registerTerms(OPEN_TERMS);

    await expect(licenses.registerTerms(OPEN_TERMS)).to.not.emit(licenses, "TermsRegistered");
    const other = { ...OPEN_TERMS, seats: 1n };
    await expect(licenses.registerTerms(other))
      .to.emit(licenses, "TermsRegistered")
      .withArgs(await licenses.registerTerms.staticCall(other), 2n, Object.values(other));
  });

  it("refuses to read terms of nobody", async () => {
    const { licenses } = await loadSahara();
    const unknown = ethers.id("no such terms");

    await expect(licenses.termsOf(unknown))
      .to.be.revertedWithCustomError(licenses, "LicenseManager_UnknownTerms")
      .withArgs(unknown);
  });

  const UNDERIVABLE = ALL_USES & ~USE.derivative;
  const CONTRADICTIONS: readonly (readonly [string, Partial<Terms>, bigint])[] = [
    ["no use", { uses: 0n }, FAULT.uses],
    ["an unknown use", { uses: ALL_USES + 1n }, FAULT.uses],
    ["an unknown rule", { rules: 64n }, FAULT.rules],
    ["reciprocal without derivatives", { uses: UNDERIVABLE, rules: RULE.reciprocal }, FAULT.rules],
    ["more than 256 seats", { seats: 257n }, FAULT.seats],
    ["a royalty above 80 %", { royaltyBps: 8_001n }, FAULT.royalty],
    ["a royalty without derivatives", { uses: UNDERIVABLE, royaltyBps: 1n }, FAULT.royalty],
    ["a ceiling without derivatives", { uses: UNDERIVABLE, revenueCeiling: 1n }, FAULT.ceiling],
    ["a currency without price or ceiling", { currency: TOKEN }, FAULT.currency],
    ["renewable for ever", { rules: RULE.renewable }, FAULT.duration],
  ];
  for (const [name, fields, fault] of CONTRADICTIONS) {
    it(`refuses ${name}`, async () => {
      const { licenses } = await loadSahara();

      await expect(licenses.registerTerms({ ...OPEN_TERMS, ...fields }))
        .to.be.revertedWithCustomError(licenses, "LicenseManager_InvalidTerms")
        .withArgs(fault);
    });
  }
});
