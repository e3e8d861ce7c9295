import { expect } from "chai";

import { FileError } from "../errors.ts";
import { parseTerms, TERMS_FIELDS } from "./parseTerms.ts";

const parse = (terms: object) => parseTerms("terms.json", JSON.stringify(terms));

const HASH = `0x${"ab".repeat(32)}`;

describe("parseTerms", () => {
  it("default: reads every field that the help lists", () => {
    const all = {
      ...{ uses: ["infer", "RAG"], rules: ["renewable"], price: "1.5", currency: "SAHARA" },
      ...{ duration: "30d", quota: 10, seats: "3", royalty: "12.5%", revenueCeiling: "1000" },
      legalTextHash: HASH,
    };

    expect(Object.keys(all)).to.have.members(TERMS_FIELDS.map(([name]) => name));
    expect(parse(all)).to.deep.equal({
      ...{ uses: ["INFER", "RAG"], rules: ["RENEWABLE"], price: "1.5", currency: "SAHARA" },
      ...{ duration: 2_592_000n, quota: 10n, seats: 3n, royaltyBps: 1_250n },
      ...{ revenueCeiling: "1000", legalTextHash: HASH },
    });
  });

  it("behavior: leaves what is missing to the SDK", () => {
    const { uses, rules, ...rest } = parse({ uses: ["INFER"] });

    expect({ uses, rules }).to.deep.equal({ uses: ["INFER"], rules: [] });
    expect(new Set(Object.values(rest))).to.deep.equal(new Set([undefined]));
  });

  const REFUSED = {
    "an unknown use": [{ uses: ["INFER", "SELL"] }, /^terms\.json: uses\[1\]: "SELL" is none of /],
    "a price as a fraction": [{ uses: [], price: 1.5 }, /^terms\.json: price: .* in quotes\.$/],
    "a royalty without %": [{ uses: [], royalty: "12" }, /^terms\.json: royalty: 12 /],
    "a period that is none": [{ uses: [], duration: "10y" }, /^terms\.json: duration: "10y" /],
    "a hash that is none": [{ uses: [], legalTextHash: "0x12" }, /^terms\.json: legalTextHash: /],
    "the SDK's name of a field": [{ uses: [], royaltyBps: 1 }, /^terms\.json: "royaltyBps" is no /],
  } as const;
  for (const [name, [terms, message]] of Object.entries(REFUSED)) {
    it(`error: ${name}`, () => {
      expect(() => parse(terms)).to.throw(FileError, message);
    });
  }

  it("error: what is no JSON object", () => {
    expect(() => parseTerms("terms.json", "uses: INFER")).to.throw(FileError, "not JSON");
    expect(() => parseTerms("terms.json", "[]")).to.throw(FileError, "no JSON object");
  });
});
