import { expect } from "chai";

import { bytesField, messageField, numberField } from "./protobuf.ts";

describe("protobuf", () => {
  it("default: writes the examples of the encoding guide", () => {
    expect(numberField(1, 150).toString("hex")).to.equal("089601");
    expect(bytesField(2, "testing").toString("hex")).to.equal("120774657374696e67");
    expect(messageField(3, numberField(1, 150)).toString("hex")).to.equal("1a03089601");
  });

  it("behavior: writes numbers at the edges of a byte", () => {
    const cases = [
      [0, "0800"],
      [127, "087f"],
      [128, "088001"],
      [16_383, "08ff7f"],
      [16_384, "08808001"],
      [2 ** 32, "088080808010"],
    ] as const;
    for (const [value, hex] of cases) expect(numberField(1, value).toString("hex")).to.equal(hex);
  });
});
