import { expect } from "chai";

import { table } from "./table.ts";

describe("table", () => {
  it("default: aligns texts to the left and numbers to the right", () => {
    const rows = [
      ["SAHARA", "1000"],
      ["native", "7"],
    ];

    expect(table(["Currency", "Paid>"], rows)).to.equal(
      ["Currency  Paid", "SAHARA    1000", "native       7"].join("\n"),
    );
  });

  it("behavior: ends no line with blanks, and takes a missing cell for an empty one", () => {
    expect(table(["A", "B"], [["1"], ["22", ""]])).to.equal("A   B\n1\n22");
  });

  it("behavior: says that there is nothing", () => {
    expect(table(["A"], [])).to.equal("(none)");
  });
});
