import { expect } from "chai";

import { InvalidNumberError } from "../errors/inputErrors.ts";
import { decodeTerms, encodeTerms, termsId } from "./terms.ts";

describe("encodeTerms", () => {
  it("default: fills in what was left out", () => {
    const terms = decodeTerms(encodeTerms({ uses: ["INFER"] }));

    expect(terms).to.deep.equal({
      ...{ price: 0n, duration: 0n, quota: 0n, seats: 0n, royaltyBps: 0n, revenueCeiling: 0n },
      uses: ["INFER"],
      rules: [],
      currency: `0x${"00".repeat(20)}`,
      legalTextHash: `0x${"00".repeat(32)}`,
    });
  });

  it("error: a number that does not fit", () => {
    expect(() => encodeTerms({ uses: ["INFER"], quota: 1n << 24n })).to.throw(InvalidNumberError);
    expect(() => encodeTerms({ uses: ["INFER"], price: -1n })).to.throw(InvalidNumberError);
  });

  it("error: a number that is no bigint", () => {
    const price = 1.5 as unknown as bigint;

    expect(() => encodeTerms({ uses: ["INFER"], price })).to.throw(InvalidNumberError);
  });
});

describe("termsId", () => {
  it("behavior: does not depend on the order of names", () => {
    expect(termsId({ uses: ["RAG", "INFER"] })).to.equal(termsId({ uses: ["INFER", "RAG"] }));
    expect(termsId({ uses: ["RAG"] })).not.to.equal(termsId({ uses: ["INFER"] }));
  });
});
