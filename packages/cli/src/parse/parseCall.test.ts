import { expect } from "chai";

import { UsageError } from "../errors.ts";
import { collectCalls, parseCall } from "./parseCall.ts";

/** The arguments of a call by name. */
function argumentsOf(text: string): readonly unknown[] {
  const call = parseCall(text);
  return "args" in call ? call.args : [];
}

describe("parseCall", () => {
  it("default", () => {
    expect(parseCall("parameters.setUsageFee(100)")).to.deep.equal({
      contract: "parameters",
      method: "setUsageFee",
      args: ["100"],
    });
  });

  it("behavior: lists, truth values, no arguments", () => {
    expect(argumentsOf("manager.setTargetFunctionRole(0x12, [0xaa, 0xbb], 3)")).to.deep.equal([
      ...["0x12", ["0xaa", "0xbb"], "3"],
    ]);
    expect(argumentsOf("manager.setTargetClosed(0x12,true)")).to.deep.equal(["0x12", true]);
    expect(argumentsOf("ledger.armPause()")).to.deep.equal([]);
    expect(collectCalls("ledger.armPause()", [parseCall("ledger.resume()")])).to.have.length(2);
  });

  it("error: another form, an unknown contract", () => {
    expect(() => parseCall("setUsageFee 100")).to.throw(UsageError, "is no call");
    expect(() => parseCall("nobody.setUsageFee(100)")).to.throw(UsageError, '"nobody"');
  });
});
