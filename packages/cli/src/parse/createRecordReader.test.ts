import { expect } from "chai";

import { FileError } from "../errors.ts";
import { asText, createRecordReader } from "./createRecordReader.ts";
import { parseInteger } from "./numbers.ts";

const read = (value: unknown) => createRecordReader("f.json", value);

describe("createRecordReader", () => {
  it("default: reads texts and whole numbers", () => {
    const fields = read({ text: "a", number: 7, big: "9007199254740993" });

    expect(fields.required("text", asText)).to.equal("a");
    expect(fields.required("number", parseInteger)).to.equal(7n);
    expect(fields.optional("big", parseInteger)).to.equal(9_007_199_254_740_993n);
    expect(fields.optional("missing", asText)).to.equal(undefined);
  });

  it("behavior: reads lists, and objects within objects", () => {
    const fields = read({ list: ["1", 2], inner: { a: "b" }, rows: [{ a: "1" }, { a: "2" }] });

    expect(fields.list("list", parseInteger)).to.deep.equal([1n, 2n]);
    expect(fields.list("missing", asText)).to.deep.equal([]);
    expect(fields.record("inner").required("a", asText)).to.equal("b");
    expect(fields.records("rows").map((row) => row.required("a", asText))).to.deep.equal([
      ...["1", "2"],
    ]);
  });

  const REFUSED: Record<string, [unknown, (fields: ReturnType<typeof read>) => unknown, string]> = {
    "a missing field": [{}, (f) => f.required("a", asText), "f.json: a: it is missing."],
    "a fraction, which no number holds exactly": [
      { a: 1.5 },
      (f) => f.required("a", asText),
      "f.json: a: it is neither a text nor a whole number. Put it in quotes.",
    ],
    "null for a text": [
      { a: null },
      (f) => f.optional("a", asText),
      "f.json: a: it is neither a text nor a whole number. Put it in quotes.",
    ],
    "what the parser refuses, in its words": [
      { a: { b: [{ c: "x" }] } },
      (f) =>
        f
          .record("a")
          .records("b")
          .map((row) => row.required("c", parseInteger)),
      'f.json: a.b[0].c: "x" is no whole number. Pass digits only.',
    ],
    "a text for a list": [{ a: "x" }, (f) => f.list("a", asText), "f.json: a: it is no list."],
    "a list for an object": [{ a: [] }, (f) => f.record("a"), "f.json: a: it is no JSON object."],
    "none of two alternatives": [
      {},
      (f) => {
        f.requireOne(["a", "b"]);
      },
      "f.json: it needs a or b.",
    ],
    "both of two alternatives": [
      { a: 1, b: 2 },
      (f) => {
        f.requireOne(["a", "b"]);
      },
      "f.json: use a or b, not both.",
    ],
    "a field that nobody reads": [
      { a: 1, b: 2 },
      (f) => {
        f.refuseOthers(["a"]);
      },
      'f.json: "b" is no field here. Use a.',
    ],
  };
  for (const [name, [value, use, message]] of Object.entries(REFUSED)) {
    it(`error: ${name}`, () => {
      expect(() => use(read(value)))
        .to.throw(FileError)
        .with.property("message", message);
    });
  }

  for (const value of [null, [], "text", 1]) {
    it(`error: ${JSON.stringify(value)} is no object`, () => {
      expect(() => read(value)).to.throw(FileError, /^f\.json: it is no JSON object\.$/);
    });
  }
});
