import { expect } from "chai";

import { UnknownNameError } from "../errors/inputErrors.ts";
import { fromBits, indexOfName, nameAt, RELATIONS, RULES, toBits, USES } from "./names.ts";

describe("toBits and fromBits", () => {
  it("default: are inverses for every bit set", () => {
    for (let bits = 0n; bits < 256n; bits++) {
      expect(toBits(USES, fromBits(USES, bits), "use")).to.equal(bits);
    }
  });

  it("behavior: count a name once", () => {
    expect(toBits(RULES, ["RENEWABLE", "RENEWABLE"], "rule")).to.equal(32n);
  });

  it("error: a name that is not in the list", () => {
    expect(() => toBits(RULES, ["TRANSFERABLE", "transferable"], "rule"))
      .to.throw(UnknownNameError)
      .with.property("value", "transferable");
  });
});

describe("indexOfName and nameAt", () => {
  it("default: are inverses", () => {
    for (const name of RELATIONS) {
      expect(nameAt(RELATIONS, indexOfName(RELATIONS, name, "relation"))).to.equal(name);
    }
  });

  it("error: a position past the end", () => {
    expect(() => nameAt(RELATIONS, 4n)).to.throw(UnknownNameError);
  });
});
