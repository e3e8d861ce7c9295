import { RELATIONS } from "@sahara/sdk";
import { expect } from "chai";

import { UsageError } from "../errors.ts";
import { parseName } from "./names.ts";

describe("parseName", () => {
  it("default: finds a name in any case, with - for _", () => {
    expect(parseName(RELATIONS, "TRAINED_ON")).to.equal("TRAINED_ON");
    expect(parseName(RELATIONS, "trained-on")).to.equal("TRAINED_ON");
  });

  it("error: a name that the list does not have, with those it has", () => {
    expect(() => parseName(["ONE", "TWO"], "three"))
      .to.throw(UsageError)
      .with.property("message", '"three" is none of ONE, TWO.');
    expect(() => parseName(RELATIONS, "")).to.throw(UsageError);
  });
});
