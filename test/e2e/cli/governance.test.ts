import { expect } from "chai";

import { createTypist } from "./createTypist.ts";
import { signedBy, useWorld } from "./createWorld.ts";

type Shown = { state: string; voteStart: string; executableFrom: string };

const DEPLOYER = ["--account", "0"];
const FEE = ["--call", "parameters.setUsageFee(100)", "--title", "A fee of 1 %"];

/** A fee is changed by a vote, over a real chain, within this process. */
describe("command line: governance", () => {
  const world = useWorld();
  const { answer, text, refusal } = createTypist(world);

  async function waitUntil(time: string) {
    const now = Number(await world().timeIn(0));
    await world().wait(Math.max(Number(time) - now, 0) + 1);
  }

  it("goes from a delegation to a changed fee", async () => {
    const shown = async (proposal: string) =>
      await answer<Shown>("governance", "inspect", proposal);
    await answer("governance", "delegate", ...DEPLOYER);
    await waitUntil("0");
    const { proposalId } = await answer<{ proposalId: string }>(
      ...["governance", "propose", ...FEE, ...DEPLOYER],
    );
    expect(await text("governance", "inspect", proposalId))
      .to.match(/^Call 1 +Sets the fee on usage from 0 % to 1 %\.$/m)
      .and.match(/^State +PENDING$/m);

    await waitUntil((await shown(proposalId)).voteStart);
    await answer("governance", "vote", proposalId, "for", "--reason", "Why not?", ...DEPLOYER);
    await answer("governance", "queue", proposalId, ...signedBy("stranger"));
    await waitUntil((await shown(proposalId)).executableFrom);
    await answer("governance", "execute", proposalId, ...signedBy("stranger"));

    expect(await text("governance", "list", "--state", "executed")).to.match(/A fee of 1 %$/m);
    expect(await text("governance", "inspect"))
      .to.match(/^fee on usage +1 % +0 % +5 % +parameters\.setUsageFee +block \d+$/m)
      .and.match(/^ledger\.pause\(uint40\) +pauser /m)
      .and.match(/^parameters\.setUsageFee\(uint16\) +admin /m)
      .and.match(/^admin +0x\w+ +timelock /m)
      .and.match(/^executor +anyone$/m)
      .and.match(/^may move now +50000000 SAHARA$/m)
      .and.match(/^more, after +12 d$/m);
  });

  it("says why not, and sends nothing", async () => {
    const propose = ["governance", "propose", ...signedBy("stranger"), "--title", "Mine"];

    expect(await refusal(...propose, "--call", "parameters.setUsageFee(1)")).to.deep.include({
      exitCode: 1,
    });
    expect(await refusal(...propose, "--call", "setUsageFee")).to.deep.equal({
      exitCode: 2,
      line: 'error: "setUsageFee" is no call. Pass one such as parameters.setUsageFee(100).',
    });
    expect(await refusal("governance", "inspect", "7")).to.deep.equal({
      exitCode: 2,
      line: "error: There is no proposal 7. List them with findProposals.",
    });
  });
});
