import { expect } from "chai";
import { membersOf } from "./membersOf.ts";
import { OwnerError, sumByContributor } from "./sumByContributor.ts";

describe("sumByContributor", () => {
  it("default: adds up the rows of each, and gives zero to who has none", () => {
    expect(sumByContributor([1n, -5n, 7n], [2, 0, 2], 4)).to.deep.equal([-5n, 0n, 8n, 0n]);
  });

  it("error: names a row that belongs to nobody", () => {
    for (const owners of [[0], [0, 3], [0, -1]]) {
      expect(() => sumByContributor([1n, 1n], owners, 3))
        .to.throw(OwnerError)
        .with.property("row", 1);
    }
  });
});

describe("membersOf", () => {
  it("default: lists the bits that are set", () => {
    expect(membersOf(0)).to.deep.equal([]);
    expect(membersOf(0b1010_0001)).to.deep.equal([0, 5, 7]);
  });
});
