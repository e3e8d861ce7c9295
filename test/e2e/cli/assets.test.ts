import { parseAmount } from "@sahara/sdk";
import { expect } from "chai";
import { id } from "ethers";

import { createMarket } from "./createMarket.ts";
import { createTypist, freshRoots, SALES } from "./createTypist.ts";
import { signedBy, useWorld } from "./createWorld.ts";

/** Assets, their units and their provenance over a real chain, within this process. */
describe("command line: assets", () => {
  const world = useWorld();
  const { answer, text, refusal, registerAsset } = createTypist(world);
  const { sellLicense, deriveModel } = createMarket(world, {
    answer,
    registerAsset,
  });

  describe("asset", () => {
    it("register-many: registers all in one transaction, in the order of the list", async () => {
      const contributors = `${world().accounts.contributor},50%`;
      await world().write("contributors.csv", contributors);
      const [first, second] = [freshRoots(), freshRoots()].map(([, root, , metadataRoot]) => ({
        root,
        metadataRoot,
      }));
      await world().write("list.json", [
        { kind: "dataset", ...first, contributors: "contributors.csv" },
        { kind: "agent", ...second, currencies: ["SAHARA"] },
      ]);

      const { assetIds } = await answer<{ assetIds: string[] }>(
        ...["asset", "register-many", "list.json", ...signedBy("owner")],
      );
      const shown = [];
      for (const assetId of assetIds)
        shown.push(
          await answer<{ kind: string; contentRoot: string; account: { currencies: string[] } }>(
            ...["asset", "show", assetId],
          ),
        );
      expect(shown.map(({ kind, contentRoot }) => ({ kind, contentRoot }))).to.deep.equal([
        { kind: "DATASET", contentRoot: first!.root },
        { kind: "AGENT", contentRoot: second!.root },
      ]);
      expect(shown.map(({ account }) => account.currencies.length)).to.deep.equal([2, 1]);
    });

    it("publish and versions: keep every version", async () => {
      const assetId = await registerAsset();
      await answer("asset", "publish", assetId, "--root", id("version 2"), ...signedBy("owner"));

      const { versions } = await answer<{ versions: { version: string; contentRoot: string }[] }>(
        ...["asset", "versions", assetId],
      );
      expect(versions.map(({ version }) => version)).to.deep.equal(["1", "2"]);
      expect(versions[1]?.contentRoot).to.equal(id("version 2"));
    });

    it("commit, register and find: nobody needs to see the content before", async () => {
      const root = id("secret");
      const { salt } = await answer<{ salt: string }>(
        ...["asset", "commit", "--root", root, ...signedBy("owner")],
      );
      expect(await refusal("asset", "find", "--root", root)).to.deep.equal({
        exitCode: 1,
        line: `error: No asset holds the content ${root}.`,
      });

      const register = ["asset", "register", "--kind", "dataset", "--root", root, "--salt", salt];
      const { assetId } = await answer<{ assetId: string }>(
        ...[...register, "--metadata-root", id("metadata"), ...signedBy("owner")],
      );
      expect(await text("asset", "find", "--root", root)).to.equal(`Asset ${assetId}\n`);
    });
  });

  describe("units", () => {
    const unitsOf = async (assetId: string, holder: string) =>
      (await answer<{ units: string }>("units", "show", assetId, holder)).units;

    it("release, transfer, bind and transfer-position move what they say", async () => {
      const assetId = await registerAsset();
      const { contributor, stranger } = world().accounts;

      await answer("units", "release", assetId, contributor, "10%", ...signedBy("owner"));
      expect(await unitsOf(assetId, "owner")).to.equal("90000000");
      await answer("units", "transfer", assetId, stranger, "1000000", ...signedBy("contributor"));
      await answer("units", "bind", assetId, "2%", ...signedBy("contributor"));
      expect(await unitsOf(assetId, contributor)).to.equal("7000000");
      expect(await unitsOf(assetId, "owner")).to.equal("92000000");
      expect(
        await text("units", "transfer-position", assetId, stranger, ...signedBy("contributor")),
      ).to.match(/^Moved +7,000,000 \(7%\) to 0x/);
      expect(await unitsOf(assetId, stranger)).to.equal("8000000");
    });

    it("materialise: turns leaves of the file into units, and pays what they earned", async () => {
      const { contributor, otherContributor, stranger } = world().accounts;
      const people = [`${contributor},25%`, `${otherContributor},5%`, `${otherContributor},10%`];
      await world().write("people.csv", people.join("\n"));
      await answer("units", "tree", "people.csv", "--out", "people.json");
      const assetId = await registerAsset("--contributor-tree", "people.json");
      await answer("pay", assetId, "8", ...signedBy("customer"));
      const materialise = ["units", "materialise", assetId, "people.json"];

      expect(
        await answer<object>(...materialise, "--claim", ...signedBy("contributor")),
      ).to.include({
        amount: `${parseAmount("2", 18)}`,
      });
      expect(await refusal(...materialise, ...signedBy("otherContributor"))).to.deep.equal({
        exitCode: 1,
        line: `error: people.json: ${otherContributor} has the leaves 1, 2. Pass --index with one of them.`,
      });
      expect((await refusal(...materialise, ...signedBy("stranger"))).line).to.equal(
        `error: people.json: ${stranger} has no leaf. Pass --for or --index.`,
      );
      await answer(...materialise, "--index", "2", ...signedBy("stranger"));
      expect(await unitsOf(assetId, otherContributor)).to.equal("10000000");
      expect(
        (await refusal(...materialise, "--index", "2", ...signedBy("stranger"))).line,
      ).to.include("ContributorRoots_AlreadyMaterialised");
    });
  });

  describe("provenance", () => {
    it("walks both ways and finds the path", async () => {
      const dataset = await sellLicense(SALES);
      const model = await deriveModel(dataset);
      const { assetId } = dataset;

      expect(await text("provenance", "path", model, assetId)).to.equal(`${model} -> ${assetId}\n`);
      expect((await refusal("provenance", "path", assetId, model)).exitCode).to.equal(1);
      for (const [direction, of] of [
        ["ancestors", model],
        ["descendants", assetId],
      ] as const)
        expect(await text("provenance", direction, of)).to.include(
          `${model} TRAINED_ON ${assetId}`,
        );
      expect(await text("provenance", "tree", assetId, "--down")).to.equal(
        `${assetId} DATASET\n└─ TRAINED_ON ${model} MODEL\n`,
      );
    });
  });

  describe("accounts", () => {
    it("addresses: shows the deployment, and refuses one of another chain", async () => {
      const { addresses } = world().sahara.clients;
      await world().write("elsewhere.json", { chainId: 1, addresses });

      expect(await answer("addresses")).to.deep.equal({ chainId: "31337", addresses });
      const { exitCode, line } = await refusal("addresses", "--addresses", "elsewhere.json");
      expect(exitCode).to.equal(1);
      expect(line).to.match(/^error: The addresses are of chain 1, [^\n]+$/);
    });

    it("--from rehearses without a key, and sends nothing", async () => {
      const assetId = await registerAsset();
      const pay = ["pay", assetId, "1", "--token", "native", "--from", world().accounts.customer];

      expect(await answer<object>(...pay, "--dry-run")).to.include({ dryRun: true });
      for (const command of [pay, ["claim", "--from", world().accounts.customer]]) {
        expect(await refusal(...command)).to.deep.equal({
          exitCode: 2,
          line: "error: --from names an account without its key. Add --dry-run, or pass --key-file instead.",
        });
      }
    });

    it("a command that needs an account says how to name one", async () => {
      const assetId = await registerAsset();

      const { exitCode, line } = await refusal("pay", assetId, "1");
      expect(exitCode).to.equal(1);
      expect(line).to.match(/^error: This needs an account\. Pass --key-file <file> [^\n]+$/);
    });

    it("inspect: an account, a transaction, a content root, and nothing else", async () => {
      const root = id("inspected");
      const register = ["asset", "register", "--kind", "dataset", "--root", root];
      const { assetId, hash } = await answer<{ assetId: string; hash: string }>(
        ...[...register, "--metadata-root", id("metadata"), ...signedBy("owner")],
      );

      expect(await answer<object>("inspect", root)).to.include({ assetId });
      expect(await text("inspect", hash)).to.include("AssetRegistered");
      expect(await text("inspect", world().accounts.customer)).to.match(/SAHARA +\d/);
      expect((await refusal("inspect", "mail")).exitCode).to.equal(2);
    });
  });
});
