import { expect } from "chai";

import { createTypist } from "./createTypist.ts";
import { signedBy, useWorld } from "./createWorld.ts";

type Tree = { root: string; total: string };

/** What the treasury gives by, over a real chain, within this process. */
describe("command line: programmes", () => {
  const world = useWorld();
  const { answer, text, refusal } = createTypist(world);
  let tree: Tree;

  before(async () => {
    const { write, accounts } = world();
    const { contributor, otherContributor } = accounts;
    await write("claims.csv", `account,amount\n${contributor},1.5\n${otherContributor},2\n`);
    tree = await answer<Tree>("distribution", "tree", "claims.csv", "--out", "distribution.json");
  });

  const inDays = async (days: number) => await world().timeIn(days * 86_400);

  it("builds a distribution, opens it, claims for others, and returns the rest", async () => {
    const { accounts } = world();
    const { contributor, stranger } = accounts;
    expect(tree).to.deep.include({ total: "3500000000000000000", claims: 2 });
    const { id } = await answer<{ id: string }>(
      ...["distribution", "open", "distribution.json", "--until", await inDays(30)],
      ...signedBy("customer"),
    );
    const claim = ["distribution", "claim", id, "distribution.json", ...signedBy("stranger")];

    expect(await text("distribution", "show", id)).to.match(/^Left +3\.5 SAHARA$/m);
    expect(await text(...claim, "--for", contributor))
      .to.match(/^Paid +1\.5 SAHARA$/m)
      .and.match(new RegExp(`^To +${contributor}$`, "m"));
    expect(await refusal(...claim, "--for", contributor)).to.deep.equal({
      exitCode: 2,
      line: `error: ${contributor} has claimed all it has.`,
    });
    expect((await refusal(...claim)).line).to.include(`${stranger} has nothing to claim.`);
    expect((await refusal("distribution", "show", "77")).line).to.equal(
      "error: There is no distribution 77.",
    );
    await world().wait(31 * 86_400);
    expect(await text("distribution", "return", id, ...signedBy("stranger")))
      .to.match(/^Returned +2 SAHARA$/m)
      .and.match(new RegExp(`^To +${accounts.customer}$`, "m"));
  });

  it("opens one that vests, and says where a claim went", async () => {
    const { id } = await answer<{ id: string }>(
      ...["distribution", "open", "distribution.json", "--until", await inDays(30)],
      ...["--vests", "1460d", "--cliff", "365d", "--votes", ...signedBy("customer")],
    );

    expect(await text("distribution", "show", id))
      .to.match(/^Vests in +1460 days$/m)
      .and.match(/^Cliff +365 days$/m)
      .and.match(/^Votes +yes$/m);
    expect(
      await text("distribution", "claim", id, "distribution.json", ...signedBy("contributor")),
    ).to.match(/^Vests in +0x/m);
  });

  it("funds an epoch of incentives, shows it, and returns what nobody earned", async () => {
    type Shown = { epoch: string };
    const { epoch } = await answer<Shown>("incentives", "show");
    await answer("incentives", "fund", "12", ...signedBy("customer"));
    expect(await text("incentives", "show"))
      .to.match(/^Budget +12 SAHARA$/m)
      .and.match(/^At most +80% of the fees$/m);
    expect((await refusal("incentives", "return", epoch, ...signedBy("stranger"))).line).to.include(
      "Wait for its end.",
    );

    await world().wait(28 * 86_400);
    expect(await text("incentives", "return", epoch, ...signedBy("stranger"))).to.match(
      /^Returned +12 SAHARA$/m,
    );
  });
});
