import { expect } from "chai";

import { FileError } from "../errors.ts";
import { parseJson } from "./parseJson.ts";

describe("parseJson", () => {
  it("default: returns the value", () => {
    expect(parseJson("a.json", '{ "a": [1, null] }')).to.deep.equal({ a: [1, null] });
  });

  it("error: names the file and keeps the cause", () => {
    expect(() => parseJson("a.json", "{ a: 1 }"))
      .to.throw(FileError, /^a\.json: it is not JSON\.$/)
      .with.property("cause")
      .that.is.instanceOf(SyntaxError);
  });
});
