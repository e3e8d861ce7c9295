import { expect } from "chai";

import { readProfile } from "./readProfile.ts";

const frame = (id: number, functionName: string, url: string, children: number[] = []) => ({
  id,
  callFrame: { functionName, url },
  children,
});

const PROFILE = {
  startTime: 1_000,
  nodes: [
    frame(1, "(root)", "", [2, 4, 6]),
    frame(2, "handle", "file:///packages/node/src/http/createApi.ts", [3]),
    frame(3, "extend", "file:///packages/node/src/lanes/createLaneBook.ts", [5]),
    frame(4, "(idle)", ""),
    frame(5, "digest", "file:///packages/sdk/src/usage/digests.ts", [7]),
    frame(6, "unknown", "node:internal/timers"),
    frame(7, "keccak256", "file:///packages/signatures/src/createSignatures.ts"),
  ],
  samples: [2, 3, 4, 7, 6, 2],
  timeDeltas: [10, 20, 30, 40, 50, 60],
};

describe("readProfile", () => {
  it("counts each sample for the innermost frame that says whose work it is", () => {
    const sums = readProfile(PROFILE, { fromUs: 0, toUs: 2_000 });

    expect([...sums]).to.deep.equal([
      ["HTTP", 70],
      ["Node.js itself", 50],
      ["EIP-712 digests", 40],
      ["idle", 30],
      ["checks, lanes and locks", 20],
    ]);
  });

  it("leaves out what was before and after", () => {
    const sums = readProfile(PROFILE, { fromUs: 1_050, toUs: 1_100 });

    expect([...sums]).to.deep.equal([
      ["EIP-712 digests", 40],
      ["idle", 30],
    ]);
  });
});
