import { expect } from "chai";
import { bytesOf } from "../test/corpus.ts";
import { hashTokens, keepLetters, type TokenField } from "./tokens.ts";

function hashes(text: string, field: TokenField = "body"): number[] {
  const found: number[] = [];
  hashTokens(bytesOf(text), field, (hash) => found.push(hash));
  return found;
}

const A_HASH = 0xe40c292c;
const FOOBAR_HASH = 0xbf9cf968;

describe("hashTokens", () => {
  it("default: gives the published FNV-1a hashes of words", () => {
    expect(hashes("a foobar")).to.deep.equal([A_HASH, FOOBAR_HASH]);
  });

  it("behavior: ends a word at everything but letters, digits and bytes above 127", () => {
    expect(hashes("a.foobar\na-foobar\0a")).to.deep.equal([
      A_HASH,
      FOOBAR_HASH,
      A_HASH,
      FOOBAR_HASH,
      A_HASH,
    ]);
    expect(hashes("b2b caf\xe9")).to.have.length(2);
  });

  it("behavior: reads capitals as lower case, in ASCII alone", () => {
    expect(hashes("FooBAR A")).to.deep.equal([FOOBAR_HASH, A_HASH]);
    expect(hashes("\xc9")).to.not.deep.equal(hashes("\xe9"));
  });

  it("behavior: counts each $ and ! as a word, which also ends one", () => {
    const [dollar] = hashes("$");

    expect(hashes("a$$a!")).to.deep.equal([A_HASH, dollar, dollar, A_HASH, ...hashes("!")]);
  });

  it("behavior: skips words of more than forty bytes", () => {
    expect(hashes(`${"x".repeat(40)} a`)).to.have.length(2);
    expect(hashes(`${"x".repeat(41)} a`)).to.deep.equal([A_HASH]);
    expect(hashes("x".repeat(41))).to.deep.equal([]);
  });

  it("args: field: tells the subject's words from the body's", () => {
    expect(hashes("a", "subject")).to.deep.equal([fnv("s:a")]);
    expect(hashes("a", "subject")).to.not.deep.equal(hashes("a", "body"));
  });
});

describe("keepLetters", () => {
  const keep = (text: string) => Buffer.from(keepLetters(bytesOf(text))).toString("latin1");

  it("default: keeps letters in lower case and one space for anything else", () => {
    expect(keep("  Win $1,000 NOW!!\n\ncaf\xe9 2 go. ")).to.equal("win now caf\xe9 go");
  });

  it("behavior: returns nothing when there is no letter", () => {
    expect(keep("")).to.equal("");
    expect(keep(" 123 !? ")).to.equal("");
  });
});

/** FNV-1a with 64-bit integers, as published. */
function fnv(text: string): number {
  const hash = [...bytesOf(text)].reduce(
    (state, byte) => ((state ^ BigInt(byte)) * 0x01000193n) & 0xffffffffn,
    0x811c9dc5n,
  );
  return Number(hash);
}
