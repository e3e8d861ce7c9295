import { expect } from "chai";
import { bytesOf } from "../test/corpus.ts";
import { contentKey } from "./contentKey.ts";

const key = (subject: string, body: string) =>
  contentKey({ subject: bytesOf(subject), body: bytesOf(body) });

describe("contentKey", () => {
  it("default: is the same for copies that differ in subject, numbers, marks and layout", () => {
    expect(key("Offer 17", "Dear you,\r\n\r\nBUY 3 now!\n")).to.equal(
      key("Re: offer 18", "dear   you - buy 412 now"),
    );
  });

  it("behavior: differs as soon as one letter does, or one gap between words", () => {
    const keys = ["buy now", "buy new", "buynow", "buy now now"].map((body) => key("s", body));

    expect(new Set(keys).size).to.equal(4);
  });

  it("behavior: falls back to the subject when the body has no letters", () => {
    expect(key("one", "123")).to.equal(key("ONE!", ""));
    expect(key("one", "123")).to.not.equal(key("two", "123"));
    expect(key("one", "")).to.not.equal(key("", "one"));
  });

  it("behavior: is a SHA-256 in hex", () => {
    expect(key("", "")).to.match(/^[0-9a-f]{64}$/);
  });
});
