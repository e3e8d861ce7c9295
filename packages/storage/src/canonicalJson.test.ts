import { expect } from "chai";
import { canonicalJson, type JsonValue, MAX_JSON_DEPTH, NotJsonError } from "./canonicalJson.ts";

function nest(depth: number): JsonValue {
  return depth === 0 ? "leaf" : [nest(depth - 1)];
}

describe("canonicalJson", () => {
  it("default: matches the example of RFC 8785, section 3.2.2", () => {
    const value = {
      // The RFC writes it with two digits more than a double holds.
      numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/",
      literals: [null, true, false],
    };

    expect(canonicalJson(value)).to.equal(
      '{"literals":[null,true,false],' +
        '"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it("default: sorts keys by UTF-16 unit, as in RFC 8785, section 3.2.3", () => {
    const value = { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\u{1f600}": 5, "\u0080": 6, ö: 7 };

    expect(Object.keys(JSON.parse(canonicalJson(value)) as object)).to.have.members(
      Object.keys(value),
    );
    expect(canonicalJson(value)).to.equal(
      '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"\u{1f600}":5,"\ufb33":3}',
    );
  });

  it("behavior: gives equal texts to values built in different order", () => {
    expect(canonicalJson({ b: { y: 1, x: 2 }, a: [] })).to.equal('{"a":[],"b":{"x":2,"y":1}}');
  });

  it("behavior: accepts values as deep as the limit", () => {
    expect(canonicalJson(nest(MAX_JSON_DEPTH))).to.include("leaf");
  });

  it("error: names the place of the first thing that JSON cannot express", () => {
    const loop: unknown[] = [];
    loop.push(loop);
    const refused: [unknown, string][] = [
      [undefined, "$"],
      [10n, "$"],
      [{ price: 10n }, "$.price"],
      [{ a: [1, Number.NaN] }, "$.a[1]"],
      [{ a: { b: undefined } }, "$.a.b"],
      [[new Date(0)], "$[0]"],
      [[() => 1], "$[0]"],
      [new Array(2), "$[0]"],
      ["\ud83d", "$"],
      [{ "\udc00": 1 }, "$"],
      [nest(MAX_JSON_DEPTH + 1), `$${"[0]".repeat(MAX_JSON_DEPTH + 1)}`],
      [loop, `$${"[0]".repeat(MAX_JSON_DEPTH + 1)}`],
    ];
    for (const [value, path] of refused) {
      // Callers without types reach this check, so the test steps around the types as they do.
      expect(() => canonicalJson(value as JsonValue), path)
        .to.throw(NotJsonError)
        .with.property("path", path);
    }
  });
});
