import { expect } from "chai";

import { UsageError } from "../../errors.ts";
import { parseCallee } from "./parseCallee.ts";

const OFFER = `0x${"AB".repeat(32)}`;

describe("parseCallee", () => {
  it("reads the id of an asset", () => {
    expect(parseCallee("4")).to.deep.equal({ assetId: 4n });
  });

  it("reads the id of an offer, in lower case", () => {
    expect(parseCallee(OFFER)).to.deep.equal({ offerId: OFFER.toLowerCase() });
  });

  it("error: refuses everything else", () => {
    for (const text of ["", "-1", "0x12", "mail", `${OFFER}00`]) {
      expect(() => parseCallee(text), text).to.throw(UsageError, "neither an asset nor an offer");
    }
  });
});
