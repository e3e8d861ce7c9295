import { readFile } from "node:fs/promises";
import path from "node:path";

import { parseAmount } from "@sahara/sdk";
import { expect } from "chai";

import { createMarket } from "./createMarket.ts";
import { createTypist, freshRoots, SALES } from "./createTypist.ts";
import { LICENSEE, signedBy, useWorld } from "./createWorld.ts";

/** Payments, claims and signatures over a real chain, within this process. */
describe("command line: money", () => {
  const world = useWorld();
  const { answer, text, refusal, registerAsset } = createTypist(world);
  const { registerTerms, sellLicense, deriveModel } = createMarket(world, {
    answer,
    registerAsset,
  });

  describe("money", () => {
    it("pay --settle: passes the royalty on in the same transaction", async () => {
      const dataset = await sellLicense(SALES);
      const model = await deriveModel(dataset);

      await answer("pay", model, "10", "--settle", model, ...signedBy("customer"));
      const { token } = world().sahara.clients.addresses;
      const { accrued } = await world().sahara.getStream({
        assetId: BigInt(dataset.assetId),
        token,
      });
      expect(accrued).to.equal(parseAmount("3", 18));
    });

    it("pay: refuses a currency that the asset does not take, before anything is approved", async () => {
      const assetId = await registerAsset("--currency", "native");

      expect(await refusal("pay", assetId, "1", ...signedBy("customer"))).to.deep.equal({
        exitCode: 1,
        line: `error: Asset ${assetId} does not accept SAHARA. Pass --token with one of native.`,
      });
    });

    it("claim: as owner, for somebody else, and to another account", async () => {
      await world().write("one.csv", `${world().accounts.contributor},50%`);
      const assetId = await registerAsset("--contributors", "one.csv");
      const { token } = world().sahara.clients.contracts;
      const claim = ["claim", "--asset", assetId];
      await answer("pay", assetId, "4", ...signedBy("customer"));
      const before = await token.balanceOf(world().accounts.otherContributor);

      expect(
        await answer<object>(
          ...claim,
          "--as",
          "owner",
          "--for",
          world().accounts.owner,
          ...signedBy("stranger"),
        ),
      ).to.include({ amount: `${parseAmount("2", 18)}` });
      await answer(...claim, "--to", world().accounts.otherContributor, ...signedBy("contributor"));
      const received = (await token.balanceOf(world().accounts.otherContributor)) - before;
      expect(received).to.equal(parseAmount("2", 18));
      expect(await text(...claim, ...signedBy("contributor"))).to.include("nothing to claim");
    });

    it("claim: refuses options that contradict each other, and a role that is none", async () => {
      const to = ["claim", "--to", world().accounts.stranger, ...signedBy("contributor")];

      expect(await refusal(...to, "--as", "owner")).to.deep.equal({
        exitCode: 2,
        line: "error: --to is for the money of this account's own units. Leave --for and --as out.",
      });
      expect(
        (await refusal("claim", "--as", "ownr", ...signedBy("contributor"))).exitCode,
      ).to.equal(2);
    });

    it("inbox: credits what was sent there", async () => {
      const assetId = await registerAsset();
      const inbox = (await text("inbox", "show", assetId)).trim();
      const sender = await world().provider.getSigner(world().accounts.customer);
      await (await sender.sendTransaction({ to: inbox, value: 1_000n })).wait();

      const sweep = ["inbox", "sweep", assetId, "--token", "native", ...signedBy("stranger")];
      expect(await answer<object>(...sweep)).to.include({ received: "1000" });
      expect((await refusal("inbox", "show", "999")).line).to.include("AssetRegistry_UnknownAsset");
    });

    it("settle: passes royalties on for anyone", async () => {
      const dataset = await sellLicense(SALES);
      const model = await deriveModel(dataset);
      await answer("pay", model, "1", ...signedBy("customer"));

      expect(await text("settle", "--asset", model, ...signedBy("stranger"))).to.match(
        /^Settled +\d+\n/,
      );
      const { token } = world().sahara.clients.addresses;
      const { settled } = await world().sahara.getStream({ assetId: BigInt(model), token });
      expect(settled).to.equal(parseAmount("1", 18));
    });
  });

  describe("sign and submit", () => {
    it("registration: a stranger registers for the owner, once", async () => {
      const sign = [
        "sign",
        "registration",
        "--kind",
        "agent",
        ...freshRoots(),
        "--out",
        "agent.json",
      ];
      await answer(...sign, ...signedBy("owner"));

      const { assetId } = await answer<{ assetId: string }>(
        ...["submit", "agent.json", ...signedBy("stranger")],
      );
      expect(await answer<object>("asset", "show", assetId)).to.include({
        ...{ kind: "AGENT", owner: world().accounts.owner },
      });
      expect((await refusal("submit", "agent.json", ...signedBy("stranger"))).line).to.include(
        "Registrar_InvalidSignature",
      );
    });

    it("cancel: makes the signed registration unusable", async () => {
      const sign = [
        "sign",
        "registration",
        "--kind",
        "agent",
        ...freshRoots(),
        "--out",
        "cancelled.json",
      ];
      await answer(...sign, ...signedBy("owner"));
      await answer("sign", "cancel", ...signedBy("owner"));

      const { exitCode, line } = await refusal("submit", "cancelled.json", ...signedBy("stranger"));
      expect(exitCode).to.equal(1);
      expect(line).to.include("Registrar_InvalidSignature");
    });

    it("approval: the licensee submits it and buys", async () => {
      const terms = await registerTerms({ ...SALES, rules: ["APPROVAL_REQUIRED"] });
      const assetId = await registerAsset("--terms", terms);
      const sign = ["sign", "approval", assetId, terms, world().licensee, "--out", "approval.json"];
      await answer(...sign, ...signedBy("owner"));

      await answer("submit", "approval.json", ...LICENSEE);
      await answer("license", "buy", assetId, terms, ...LICENSEE);
    });

    it("payment: a stranger brings it, the customer pays", async () => {
      const assetId = await registerAsset();
      const { token } = world().sahara.clients.contracts;
      const before = await token.balanceOf(world().accounts.customer);
      const sign = ["sign", "payment", assetId, "1.5", "--ref", "invoice", "--out", "payment.json"];
      expect(await text(...sign, ...signedBy("customer"))).to.match(
        /^Payer +0x\w+\nPays +1\.5 SAHARA to asset \d+\nUntil +\d{4}-/,
      );

      expect(await text("submit", "payment.json", ...signedBy("stranger"))).to.match(
        /^Credited +1\.5 SAHARA\n/,
      );
      expect(before - (await token.balanceOf(world().accounts.customer))).to.equal(
        parseAmount("1.5", 18),
      );
    });

    it("refuses to sign what nobody could submit", async () => {
      const assetId = await registerAsset();
      const sign = ["sign", "payment", assetId, "1", "--out", "no.json", ...signedBy("customer")];

      expect(await refusal(...sign, "--token", "native")).to.deep.equal({
        exitCode: 2,
        line: "error: The native coin can't be paid by signature. Pass --token with a token, or use `pay`.",
      });
      const { exitCode, line } = await refusal(...sign, "--until", "2020-01-31");
      expect(exitCode).to.equal(2);
      expect(line).to.match(/^error: --until 2020-01-31T00:00:00Z has passed: [^\n]+$/);
    });

    it("refuses a file that was changed, and one that is another", async () => {
      const assetId = await registerAsset();
      const sign = [
        "sign",
        "payment",
        assetId,
        "1",
        "--out",
        "changed.json",
        ...signedBy("customer"),
      ];
      await answer(...sign);
      const file = path.join(world().place.folder, "changed.json");
      const signed = (await readFile(file, "utf8")).replace(`"${parseAmount("1", 18)}"`, '"2"');
      await world().write("changed.json", signed);
      await world().write("other.json", { uses: ["INFER"] });

      expect((await refusal("submit", "changed.json", ...signedBy("stranger"))).line).to.include(
        "ERC3009InvalidSignature",
      );
      expect((await refusal("submit", "other.json", ...signedBy("stranger"))).line).to.equal(
        "error: other.json: it was not written by `sign`. Pass a file that was.",
      );
    });
  });
});
