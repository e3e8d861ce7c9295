import { parseAmount } from "@sahara/sdk";
import { expect } from "chai";

import { FileError } from "../errors.ts";
import { parseClaimList } from "./parseClaimList.ts";

const ALICE = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const parse = (text: string) =>
  parseClaimList("claims.csv", text, (amount) => parseAmount(amount, 2));

describe("parseClaimList", () => {
  it("default", () => {
    const claims = [{ account: ALICE, amount: 150n }];

    expect(parse(`account,amount\n# first\n${ALICE}, 1.5\n\n`)).to.deep.equal(claims);
    expect(parse(`${ALICE},1.50`)).to.deep.equal(claims);
  });

  it("error: a line or a file that can't be read", () => {
    for (const [text, reason] of [
      ["", "it names no claim."],
      ["account,amount", "it names no claim."],
      [`${ALICE},1,2`, 'line 1 is not "address,amount".'],
      [ALICE, 'line 1 is not "address,amount".'],
      [`account,amount\n${ALICE},1.234`, "line 2: "],
      [`${ALICE},1\n0x12,1`, "line 2: "],
    ] as const) {
      expect(() => parse(text)).to.throw(FileError, reason);
    }
  });
});
