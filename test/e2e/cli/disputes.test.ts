import { expect } from "chai";
import { id } from "ethers";

import { createTypist, SALES } from "./createTypist.ts";
import { LICENSEE, signedBy, useWorld } from "./createWorld.ts";

const CLAIMANT = signedBy("customer");
/** On a local chain the deployer is the council. */
const COUNCIL = ["--account", "0"];
const DAY_S = 86_400;

/** Claims against assets over a real chain, within this process. */
describe("command line: disputes", () => {
  const world = useWorld();
  const { answer, text, refusal, registerAsset } = createTypist(world);
  const wait = async (days: number) => {
    await world().wait(days * DAY_S);
  };

  it("goes from a claim to the buyer's refund", async function () {
    this.timeout(60_000);
    await world().write("proof.md", "I published this a year before.");
    await world().write("terms.json", SALES);
    const { termsId } = await answer<{ termsId: string }>(
      ...["terms", "register", "terms.json", ...signedBy("owner")],
    );
    const assetId = await registerAsset("--terms", termsId);
    const { licenseId } = await answer<{ licenseId: string }>(
      ...["license", "buy", assetId, termsId, ...LICENSEE],
    );
    const filed = await text(
      ...["dispute", "file", assetId, "stolen", "--evidence", "proof.md", ...CLAIMANT],
    );
    expect(filed).to.match(/^Claim +1 \(FILED\)\nEvidence +0x[0-9a-f]{64}\nAnswer by +\d{4}-/);
    expect((await refusal("dispute", "hear", "1", ...CLAIMANT)).line).to.include(
      "DisputeCourt_TooEarly",
    );
    await wait(7);
    expect(await text("dispute", "hear", "1", ...CLAIMANT)).to.match(/^Claim +1 \(HEARD\)/);
    await answer("dispute", "rule", "1", "upheld", ...COUNCIL);
    await answer("dispute", "refund", licenseId, "--claim", "1", ...LICENSEE);
    expect(await text("dispute", "award", "1", ...COUNCIL)).to.match(
      /^Units +100,000,000 \(100%\)$/m,
    );
    await wait(30);
    expect(await text("dispute", "refund", licenseId, ...CLAIMANT)).to.match(
      new RegExp(`^Refunded +2 SAHARA\nTo +${world().licensee}`),
    );
    await answer("dispute", "lift", "1", ...CLAIMANT);

    expect(await text("dispute", "show", "1")).to.match(/^Claim +1 \(STOLEN\)\nStage +REMEDIED\n/);
    expect(await text("dispute", "list", "--asset", assetId)).to.match(
      new RegExp(`^ *1 +${assetId} +STOLEN +REMEDIED +${world().accounts.customer} `, "m"),
    );
  });

  it("takes a claim back, and is refused by name", async () => {
    const assetId = await registerAsset();
    const file = ["dispute", "file", assetId, "malware"];
    expect((await refusal(...file, ...CLAIMANT)).line).to.equal(
      "error: Pass --evidence or --evidence-root, one of the two.",
    );
    const { claimId } = await answer<{ claimId: string }>(
      ...[...file, "--evidence-root", id("evidence"), ...CLAIMANT],
    );
    expect((await refusal("dispute", "rule", claimId, "upheld", ...CLAIMANT)).line).to.include(
      "AccessManagedUnauthorized",
    );
    await answer("dispute", "withdraw", claimId, ...CLAIMANT);
    expect(await refusal("dispute", "show", "99")).to.deep.equal({
      exitCode: 1,
      line: "error: Nobody filed claim 99. dispute list shows all.",
    });
  });
});
