import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";

import { expect } from "chai";

import { ethers } from "../helpers/chain.ts";
import { loadSahara, type SaharaFixture } from "../helpers/deploySahara.ts";
import { ALL_USES, RULE, USE } from "../helpers/licensing.ts";

const PRICE = 1_000n;
const MONTH = 30n * 24n * 3_600n;
const ROYALTY_BPS = 700n;
const CURRENCY = `0x${"22".repeat(20)}`;
const USE_ONLY = USE.access | USE.commercial | USE.infer | USE.rag;

const FREE = { price: 0n, duration: 0n, currency: ethers.ZeroAddress, royaltyBps: 0n };
const SUBSCRIPTION = { price: PRICE, duration: MONTH, currency: CURRENCY, royaltyBps: 0n };

/** The presets in the order of the enum, with the file of their legal text. */
const PRESETS = [
  { file: "open-use", ...FREE, uses: USE_ONLY, rules: RULE.transferable },
  {
    file: "non-commercial-remix",
    ...FREE,
    uses: ALL_USES & ~USE.commercial,
    rules: RULE.transferable | RULE.reciprocal,
  },
  {
    file: "commercial-use",
    ...SUBSCRIPTION,
    uses: USE_ONLY,
    rules: RULE.transferable | RULE.renewable,
  },
  {
    file: "commercial-remix",
    ...SUBSCRIPTION,
    royaltyBps: ROYALTY_BPS,
    uses: ALL_USES,
    rules: RULE.transferable | RULE.renewable,
  },
  { file: "cc-by", ...FREE, uses: ALL_USES, rules: RULE.transferable },
] as const;

/** sha2-256 of the text, which is the digest of its raw CIDv1. */
async function hashText(file: string): Promise<string> {
  const text = await readFile(new URL(`../../docs/licenses/${file}.md`, import.meta.url));
  return `0x${createHash("sha256").update(text).digest("hex")}`;
}

/** The fields by name, as the catalogue takes them. */
function fieldsOf(terms: Awaited<ReturnType<SaharaFixture["presets"]["termsOf"]>>) {
  const { price, duration, quota, seats, uses, royaltyBps, rules } = terms;
  const { currency, revenueCeiling, legalTextHash } = terms;
  return {
    ...{ price, duration, quota, seats, uses, royaltyBps, rules },
    ...{ currency, revenueCeiling, legalTextHash },
  };
}

describe("LicensePresets", () => {
  for (const [preset, { file, ...terms }] of PRESETS.entries()) {
    it(`${file}: its terms, under the hash of its text`, async () => {
      const { presets } = await loadSahara();
      const got = await presets.termsOf(preset, PRICE, CURRENCY, MONTH, ROYALTY_BPS);

      expect(fieldsOf(got)).to.deep.equal({
        ...terms,
        quota: 0n,
        seats: 0n,
        revenueCeiling: 0n,
        legalTextHash: await hashText(file),
      });
    });

    it(`${file}: terms that the catalogue takes`, async () => {
      const { presets, licenses } = await loadSahara();
      const got = await presets.termsOf(preset, PRICE, CURRENCY, MONTH, ROYALTY_BPS);

      await expect(licenses.registerTerms(fieldsOf(got))).to.emit(licenses, "TermsRegistered");
    });
  }

  it("commercial presets may be perpetual and free, and are then not renewable", async () => {
    const { presets, licenses } = await loadSahara();

    for (const preset of [2n, 3n]) {
      const got = await presets.termsOf(preset, 0n, CURRENCY, 0n, 0n);
      expect(got.rules).to.equal(RULE.transferable);
      expect(got.currency).to.equal(ethers.ZeroAddress);
      await licenses.registerTerms(fieldsOf(got));
    }
  });
});
