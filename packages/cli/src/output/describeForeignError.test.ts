import { expect } from "chai";
import { makeError } from "ethers";

import { describeForeignError } from "./describeForeignError.ts";

describe("describeForeignError", () => {
  const ERRORS = {
    "too little for gas": [
      makeError("insufficient funds", "INSUFFICIENT_FUNDS", { transaction: {} }),
      "The account has too little of the native coin for value and gas. Top it up.",
    ],
    "a node that breaks off": [
      makeError("could not coalesce", "SERVER_ERROR", { request: "http://127.0.0.1:8545" }),
      "The node does not answer as it should (could not coalesce). Check --rpc and try again.",
    ],
    "a node that is slow": [
      makeError("request timeout", "TIMEOUT", { operation: "x", reason: "timeout" }),
      "The node does not answer as it should (request timeout). Check --rpc and try again.",
    ],
    "a nonce that is used": [
      makeError("nonce has already been used", "NONCE_EXPIRED", { transaction: {} }),
      "Another transaction of this account came in between. Try again.",
    ],
    "anything else of ethers": [
      makeError("cannot sign", "UNSUPPORTED_OPERATION", { operation: "sign" }),
      "cannot sign. --verbose shows more.",
    ],
    "the first line of another error": [new Error("broken\nat a\nat b"), "broken"],
    "what is no error": ["thrown text", "thrown text"],
  } as const;
  for (const [name, [error, line]] of Object.entries(ERRORS)) {
    it(`default: ${name}`, () => {
      expect(describeForeignError(error)).to.equal(line);
    });
  }
});
