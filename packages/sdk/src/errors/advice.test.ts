import { expect } from "chai";

import { listErrorNames } from "../../test/listErrorNames.ts";
import { ADVICE } from "./advice.ts";
import { ERROR_INTERFACE } from "./errorInterface.ts";

describe("ADVICE", () => {
  it("has an entry for every custom error of every binding", () => {
    const missing = listErrorNames().filter((name) => !(name in ADVICE));

    expect(missing).to.deep.equal([]);
    expect(listErrorNames().length).to.be.greaterThan(150);
  });

  it("has no entry for an error that no contract has", () => {
    const known = new Set([...listErrorNames(), "Error", "Panic"]);

    expect(Object.keys(ADVICE).filter((name) => !known.has(name))).to.deep.equal([]);
  });

  it("belongs to errors that the SDK can decode", () => {
    const undecodable = listErrorNames().filter((name) => ERROR_INTERFACE.getError(name) === null);

    expect(undecodable).to.deep.equal([]);
  });
});
