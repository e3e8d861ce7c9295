import { expect } from "chai";

import { ContractRevertError } from "./ContractRevertError.ts";
import { ERROR_INTERFACE } from "./errorInterface.ts";
import { InvalidRootError } from "./inputErrors.ts";
import { toSaharaError } from "./toSaharaError.ts";

const data = ERROR_INTERFACE.encodeErrorResult("RevenueLedger_Frozen", [7n]);

/** The shapes in which libraries and nodes hand revert data on. */
const SHAPES: Record<string, object> = {
  "ethers, a call": { code: "CALL_EXCEPTION", data, reason: null },
  "a node, through ethers": { info: { error: { code: 3, message: "reverted", data } } },
  "a node that nests it": { error: { error: { data: { data } } } },
  Hardhat: { cause: { data: { message: "reverted", data } } },
  "an error of errors": { errors: [{ message: "one" }, { cause: { result: data } }] },
};

describe("toSaharaError", () => {
  for (const [shape, fields] of Object.entries(SHAPES)) {
    it(`behavior: decodes what ${shape} throws`, () => {
      const thrown = Object.assign(new Error("failed"), fields);

      const error = toSaharaError(thrown);

      expect(error).to.be.instanceOf(ContractRevertError);
      expect(error).to.deep.include({
        errorName: "RevenueLedger_Frozen",
        args: { assetId: 7n },
        advice: "The asset's revenue is held for a dispute. Try again when it is over.",
        data,
        cause: thrown,
      });
    });
  }

  it("behavior: decodes a property that is not enumerable", () => {
    const thrown = new Error("failed", {
      cause: Object.defineProperty({}, "data", { value: data }),
    });

    expect(toSaharaError(thrown)).to.be.instanceOf(ContractRevertError);
  });

  it("behavior: decodes Solidity's own errors", () => {
    const reason = ERROR_INTERFACE.encodeErrorResult("Error", ["because"]);

    expect(toSaharaError({ data: reason })).to.deep.include({
      errorName: "Error",
      args: { 0: "because" },
    });
  });

  it("behavior: does not take the data of what was sent for an answer", () => {
    const thrown = { transaction: { data }, info: { payload: { params: [{ data }] } } };

    expect(toSaharaError(thrown)).to.equal(thrown);
  });

  it("behavior: leaves everything else as it is", () => {
    const network = new Error("connection refused");
    const ours = new InvalidRootError("root", "x");

    expect(toSaharaError(network)).to.equal(network);
    expect(toSaharaError(ours)).to.equal(ours);
    expect(toSaharaError({ data: "0x12345678" })).to.deep.equal({ data: "0x12345678" });
  });

  it("behavior: comes to an end where objects refer to each other", () => {
    const thrown: { cause?: unknown } = {};
    thrown.cause = thrown;

    expect(toSaharaError(thrown)).to.equal(thrown);
  });
});
