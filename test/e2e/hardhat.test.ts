import { spawnSync } from "node:child_process";

import { expect } from "chai";

/** What a Hardhat user types, with `npx` left out. */
function runHardhat(...args: string[]): string {
  const { stdout, stderr, status } = spawnSync("npx", ["hardhat", ...args], { encoding: "utf8" });
  expect(status, stderr).to.equal(0);
  return stdout;
}

describe("hardhat ignition deploy", function () {
  this.timeout(240_000);

  it("deploys all of Sahara, and leaves the build as it was", () => {
    const deployed = runHardhat("ignition", "deploy", "deploy/modules/Sahara.ts");
    expect(deployed).to.include("successfully deployed");
    expect(deployed).to.include("Registrar#Registrar - 0x");

    expect(runHardhat("build")).to.include("No contracts to compile");
  });
});
