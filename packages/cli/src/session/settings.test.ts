import { expect } from "chai";

import { firstSet } from "./settings.ts";

describe("firstSet", () => {
  it("default: prefers the first", () => {
    expect(firstSet("option", "variable")).to.equal("option");
  });

  it("behavior: passes over what is missing or empty", () => {
    expect(firstSet(undefined, "", "variable")).to.equal("variable");
    expect(firstSet(undefined, "")).to.equal(undefined);
  });
});
