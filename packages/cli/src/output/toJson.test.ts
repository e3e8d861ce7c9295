import { expect } from "chai";

import { toJson } from "./toJson.ts";

describe("toJson", () => {
  it("default: writes a bigint as its decimal text, however large", () => {
    expect(JSON.parse(toJson({ amount: 10n ** 30n, list: [-1n], n: 1, none: null }))).to.deep.equal(
      {
        ...{ amount: `1${"0".repeat(30)}`, list: ["-1"], n: 1, none: null },
      },
    );
  });

  it("behavior: leaves out what is undefined", () => {
    expect(toJson({ a: undefined, b: "c" })).to.equal('{\n  "b": "c"\n}');
  });
});
