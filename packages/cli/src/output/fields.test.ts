import { expect } from "chai";

import { fields } from "./fields.ts";

describe("fields", () => {
  it("default: puts labels and values into columns", () => {
    expect(
      fields([
        ["Asset", "1"],
        ["Content root", "0x12"],
      ]),
    ).to.equal("Asset         1\nContent root  0x12");
  });

  it("behavior: leaves out what has no value, and keeps what is empty", () => {
    expect(
      fields([
        ["A", undefined],
        ["Bee", ""],
        ["C", "1"],
      ]),
    ).to.equal("Bee\nC    1");
    expect(fields([["Long label", undefined]])).to.equal("");
  });

  it("behavior: keeps the lines of a value under its first", () => {
    expect(
      fields([
        ["Parents", "1\n2"],
        ["Owner", "0x12"],
      ]),
    ).to.equal("Parents  1\n         2\nOwner    0x12");
  });
});
