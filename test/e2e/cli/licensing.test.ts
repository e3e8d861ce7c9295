import { parseAmount, termsId } from "@sahara/sdk";
import { expect } from "chai";
import { id } from "ethers";

import { createMarket } from "./createMarket.ts";
import { createTypist, SALES } from "./createTypist.ts";
import { LICENSEE, signedBy, useWorld } from "./createWorld.ts";

/** Terms and licences over a real chain, within this process. */
describe("command line: licensing", () => {
  const world = useWorld();
  const { answer, text, refusal, registerAsset } = createTypist(world);
  const { registerTerms, sellLicense } = createMarket(world, {
    answer,
    registerAsset,
  });

  describe("terms register", () => {
    it("registers every field of the file under the terms' own id, once", async () => {
      const file = {
        ...{ uses: ["access", "derivative"], rules: ["renewable", "revocable"], price: "1.5" },
        ...{ currency: "native", duration: "30d", quota: 10, seats: 3, royalty: "12.5%" },
        ...{ revenueCeiling: "1000", legalTextHash: id("legal text") },
      };
      await world().write("all.json", file);
      const first = await answer<{ termsId: string; registered: boolean }>(
        ...["terms", "register", "all.json", ...signedBy("owner")],
      );
      const again = await answer<{ registered: boolean }>(
        ...["terms", "register", "all.json", ...signedBy("stranger")],
      );

      const terms = await world().sahara.getTerms(first);
      expect(terms).to.deep.include({
        ...{ uses: ["ACCESS", "DERIVATIVE"], rules: ["REVOCABLE", "RENEWABLE"] },
        ...{ price: parseAmount("1.5", 18), duration: 2_592_000n, quota: 10n, seats: 3n },
        ...{ royaltyBps: 1_250n, revenueCeiling: parseAmount("1000", 18) },
        ...{ legalTextHash: id("legal text"), currency: `0x${"00".repeat(20)}` },
      });
      expect(first.termsId).to.equal(termsId(terms));
      expect([first.registered, again.registered]).to.deep.equal([true, false]);
    });

    it("takes SAHARA where there is a price and no currency, and none where it is free", async () => {
      const priced = await registerTerms({ uses: ["RAG"], price: "3" });
      const free = await registerTerms({ uses: ["RAG"], price: "0" });

      const { token } = world().sahara.clients.addresses;
      expect((await world().sahara.getTerms({ termsId: priced })).currency).to.equal(token);
      expect((await world().sahara.getTerms({ termsId: free })).currency).not.to.equal(token);
    });

    const CONTRADICTIONS = {
      uses: { uses: [] },
      "rules: RECIPROCAL": { uses: ["INFER"], rules: ["RECIPROCAL"] },
      seats: { uses: ["INFER"], seats: 257 },
      royalty: { uses: ["INFER"], royalty: "1%" },
      revenueCeiling: { uses: ["INFER"], revenueCeiling: "5" },
      currency: { uses: ["INFER"], currency: "SAHARA" },
      "rules: RENEWABLE": { uses: ["INFER"], rules: ["RENEWABLE"] },
    };
    for (const [field, terms] of Object.entries(CONTRADICTIONS)) {
      it(`names the field that contradicts the others: ${field}`, async () => {
        await world().write("contradictory.json", terms);
        const command = ["terms", "register", "contradictory.json", ...signedBy("owner")];

        for (const args of [command, [...command, "--dry-run"]]) {
          const { exitCode, line } = await refusal(...args);
          expect(exitCode).to.equal(1);
          expect(line).to.match(/^error: The terms contradict themselves\. [^\n]+$/);
          expect(line).to.include(`themselves. ${field}`);
        }
      });
    }

    it("refuses a field that it does not know", async () => {
      await world().write("misspelt.json", { uses: ["INFER"], royaltyBps: 100 });

      const { exitCode, line } = await refusal(
        "terms",
        "register",
        "misspelt.json",
        ...signedBy("owner"),
      );
      expect(exitCode).to.equal(1);
      expect(line).to.match(
        /^error: misspelt\.json: "royaltyBps" is no field here\. Use uses, [^\n]+$/,
      );
    });
  });

  describe("terms preset", () => {
    it("registers ready-made terms with price, period and royalty", async () => {
      const preset = ["terms", "preset", "commercial-remix", "--price", "4", "--duration", "30d"];
      const { termsId: registered } = await answer<{ termsId: string }>(
        ...[...preset, "--royalty", "7.5%", ...signedBy("owner")],
      );

      const shown = await text("terms", "show", registered);
      expect(shown).to.match(/^Price +4 SAHARA\nPeriod +30 days\n/);
      expect(shown).to.match(/^Royalty +7\.5%$/m);
    });

    it("says what contradicts", async () => {
      const preset = ["terms", "preset", "commercial-remix", "--royalty", "90%"];

      expect((await refusal(...preset, ...signedBy("owner"))).line).to.match(
        /^error: The terms contradict themselves\. royalty: [^\n]+$/,
      );
    });
  });

  describe("license", () => {
    it("approve: lets an account buy one licence, or takes that back", async () => {
      const terms = await registerTerms({ ...SALES, rules: ["APPROVAL_REQUIRED"] });
      const assetId = await registerAsset("--terms", terms);
      const approve = ["license", "approve", assetId, terms, world().licensee];

      await answer(...approve, ...signedBy("owner"));
      await answer(...approve, "--no", ...signedBy("owner"));
      const { approvals } = world().sahara.clients.contracts;
      expect(await approvals.isApproved(assetId, terms, world().licensee)).to.equal(false);
      await answer(...approve, ...signedBy("owner"));
      await answer("license", "buy", assetId, terms, ...LICENSEE);
    });

    it("list: finds the licences that an account holds", async () => {
      const { assetId, licenseId } = await sellLicense(SALES);
      const list = ["license", "list", world().licensee, "--asset", assetId];

      expect((await answer<object[]>(...list)).length).to.equal(1);
      expect(await text(...list)).to.match(
        new RegExp(
          `^ *Licence +Asset +State +Ends +Uses\\n *${licenseId} +${assetId} +live +ACCESS`,
        ),
      );
      expect(await text("license", "list", world().accounts.stranger)).to.equal("(none)\n");
    });

    it("quote and buy: follow the offer", async () => {
      const terms = await registerTerms(SALES);
      const assetId = await registerAsset();
      const quote = ["license", "quote", assetId, terms];

      expect((await answer<{ active: boolean }>(...quote)).active).to.equal(false);
      await answer("license", "offer", assetId, terms, ...signedBy("owner"));
      expect(await text(...quote)).to.match(/^Offer +stands\nPrice +2 SAHARA\n/);
      await answer("license", "withdraw", assetId, terms, ...signedBy("owner"));
      const { exitCode, line } = await refusal("license", "buy", assetId, terms, ...LICENSEE);
      expect({ exitCode, line }).to.deep.equal({
        exitCode: 1,
        line: `error: Asset ${assetId} is not licensed under these terms. Choose terms that its owner offers.`,
      });
    });

    it("buy: says in the currency what is missing", async () => {
      const { assetId, termsId } = await sellLicense(SALES);

      expect(
        await refusal("license", "buy", assetId, termsId, ...signedBy("stranger")),
      ).to.deep.equal({
        exitCode: 1,
        line: `error: ${world().accounts.stranger} has 0 SAHARA, but 2 SAHARA are needed. Top the account up or pay less.`,
      });
    });

    it("seat: assigns, lists and clears", async () => {
      const { licenseId } = await sellLicense({ ...SALES, seats: 2 });
      const { stranger } = world().accounts;
      const seat = async (verb: string, ...args: string[]) =>
        await answer("license", "seat", verb, licenseId, ...args, ...LICENSEE);
      const taken = async () =>
        (await answer<{ taken: object[] }>("license", "seat", "list", licenseId)).taken;

      await seat("assign", "1", stranger, "--until", "2100-01-31");
      expect(await taken()).to.deep.equal([{ seat: 1, user: stranger, expires: "4105036800" }]);
      await seat("clear", "1");
      expect(await taken()).to.deep.equal([]);
      const beyond = ["license", "seat", "assign", licenseId, "2", stranger, ...LICENSEE];
      expect((await refusal(...beyond)).line).to.include("LicenseSeats_NoSuchSeat");
    });

    it("permits: says yes to holder and seat, and why not to others", async () => {
      const { assetId, licenseId } = await sellLicense({ ...SALES, seats: 1 });
      const { stranger } = world().accounts;
      const permits = ["license", "permits", licenseId];

      expect(await answer(...permits, world().licensee, "infer", "train")).to.deep.equal({
        ...{ licenseId, assetId, account: world().licensee },
        ...{ uses: ["INFER", "TRAIN"], permitted: true },
      });
      expect(await refusal(...permits, stranger, "infer")).to.deep.equal({
        exitCode: 1,
        line: `error: ${stranger} neither holds licence ${licenseId} nor has a seat of it.`,
      });
      await answer("license", "seat", "assign", licenseId, "0", stranger, ...LICENSEE);
      expect(await text(...permits, stranger, "infer")).to.include("permits");

      const { line: use } = await refusal(...permits, world().licensee, "infer", "rag");
      expect(use).to.match(/does not grant RAG; it grants ACCESS, DERIVATIVE, TRAIN, INFER\.$/);
      const { line: asset } = await refusal(
        ...permits,
        world().licensee,
        "infer",
        "--asset",
        "999",
      );
      expect(asset).to.equal(
        `error: Licence ${licenseId} is of asset ${assetId}, not of asset 999.`,
      );
    });

    it("consume: spends metered uses until none is left", async () => {
      const { licenseId } = await sellLicense({ ...SALES, quota: 10 });
      const consume = ["license", "consume", licenseId];

      expect(await answer<object>(...consume, "4", ...LICENSEE)).to.include({ left: "6" });
      expect((await refusal(...consume, "7", ...LICENSEE)).line).to.include(
        "LicenseManager_QuotaExceeded",
      );
    });

    it("cancel: ends a licence, which then permits nothing", async () => {
      const { licenseId } = await sellLicense(SALES);

      expect(
        (await refusal("license", "cancel", licenseId, ...signedBy("stranger"))).line,
      ).to.include("LicenseManager_NotHolder");
      await answer("license", "cancel", licenseId, ...LICENSEE);
      expect(
        await refusal("license", "permits", licenseId, world().licensee, "infer"),
      ).to.deep.equal({
        exitCode: 1,
        line: `error: Licence ${licenseId} has ended early. Buy another.`,
      });
    });

    it("renew and revoke: as the terms allow", async () => {
      const rules = ["RENEWABLE", "REVOCABLE"];
      const { licenseId } = await sellLicense({ ...SALES, rules, duration: "30d" });
      const show = async () =>
        await answer<{ status: string; expiry?: string }>("license", "show", licenseId);

      const before = await show();
      await answer("license", "renew", licenseId, "--periods", "2", ...LICENSEE);
      const after = await show();
      expect(BigInt(after.expiry!) - BigInt(before.expiry!)).to.equal(5_184_000n);
      await answer("license", "revoke", licenseId, ...signedBy("owner"));
      expect(await show()).to.include({ status: "revoked" });
    });
  });
});
