import { expect } from "chai";

import { createTypist } from "./createTypist.ts";
import { signedBy, useWorld } from "./createWorld.ts";

const CUSTOMER = signedBy("customer");
const DEPLOYER = ["--account", "0"];
const THAW_SECONDS = 21 * 86_400;

type Thaw = { id: string };

/** Stake comes, votes and goes, in the pool and behind an operator, within this process. */
describe("command line: staking", () => {
  const world = useWorld();
  const { answer, text, refusal } = createTypist(world);

  it("goes from a stake in the pool to its withdrawal", async () => {
    const { accounts } = world();
    await answer("staking", "stake", "100", ...CUSTOMER);
    expect(await text("staking", "delegate", accounts.stranger, ...CUSTOMER)).to.include(
      `100 SAHARA by ${accounts.stranger}`,
    );
    expect(await text("staking", "show", accounts.customer))
      .to.match(/^Receipts +100$/m)
      .and.match(/^Worth +100 SAHARA$/m)
      .and.match(/^Claimable +0 native$/m);
    expect(await text("staking", "claim", ...CUSTOMER)).to.match(/^Paid out +nothing$/m);

    const { id } = await answer<Thaw>("staking", "unstake", "all", ...CUSTOMER);
    const early = await refusal("staking", "withdraw", id, ...CUSTOMER);
    expect(early.exitCode).to.equal(1);
    expect(early.line).to.include("Stake thaws for 21 days.");
    await world().wait(THAW_SECONDS);
    await answer("staking", "withdraw", id, ...CUSTOMER);
    expect(await text("staking", "show", ...CUSTOMER)).to.match(/^Worth +0 SAHARA$/m);
    const none = await refusal("staking", "harvest", ...CUSTOMER);
    expect(none.line).to.include("No fees came in for the stakers since the last harvest.");
  });

  it("goes from a stake behind an operator to its withdrawal", async () => {
    const deployer = await (await world().provider.getSigner(0)).getAddress();
    const behind = ["--behind", deployer];
    await answer("operator", "stake", "1000", ...DEPLOYER);
    await answer("staking", "stake", "1000", ...behind, ...CUSTOMER);
    await answer("staking", "pay", "7", ...DEPLOYER);
    expect(await text("staking", "operators", deployer, ...CUSTOMER))
      .to.match(/^Backed with +1000 SAHARA$/m)
      .and.match(/^Takes +9000 more$|^Takes +9000 SAHARA more$/m);

    const { id } = await answer<Thaw>("staking", "unstake", "40", ...behind, ...CUSTOMER);
    await world().wait(THAW_SECONDS);
    await answer("staking", "withdraw", id, ...behind, ...CUSTOMER);
    await answer("staking", "claim", ...behind, ...CUSTOMER);
    expect(await text("staking", "operators", deployer, ...CUSTOMER)).to.match(
      /^Yours +960 SAHARA$/m,
    );
  });
});
