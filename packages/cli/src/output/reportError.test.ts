import { CommanderError } from "@commander-js/extra-typings";
import { ContractRevertError, InvalidReferenceError } from "@sahara/sdk";
import { expect } from "chai";
import { id, toBeHex } from "ethers";

import { captureIo } from "../../test/captureIo.ts";
import { createCli } from "../cli.ts";
import { ContradictoryTermsError, FileError, NegativeAnswerError, UsageError } from "../errors.ts";
import { reportError, type ReportErrorOptions } from "./reportError.ts";

/** What a node answers when the ledger refuses to pay out of asset 7. */
const REVERT = {
  code: 3,
  data: id("RevenueLedger_Frozen(uint256)").slice(0, 10) + toBeHex(7, 32).slice(2),
};

function report(thrown: unknown, options: Partial<ReportErrorOptions> = {}) {
  const io = captureIo();
  const cli = createCli(io);
  return { exitCode: reportError(cli, thrown, { json: false, verbose: false, ...options }), io };
}

describe("reportError", () => {
  const ERRORS = {
    "a wrong command line": [new UsageError("Pass --kind."), 2, "error: Pass --kind.\n"],
    "a parameter that the SDK refuses": [
      new InvalidReferenceError("x".repeat(32)),
      2,
      `error: "${"x".repeat(32)}" is too long for a reference. ` +
        "Pass 32 bytes as 0x and 64 hex digits, or a text of at most 31 bytes; hash what is longer.\n",
    ],
    "a file": [new FileError("a.json", "it is not JSON."), 1, "error: a.json: it is not JSON.\n"],
    "an answer that is no": [
      new NegativeAnswerError("There is none."),
      1,
      "error: There is none.\n",
    ],
    "a contract's refusal, however it is wrapped": [
      new Error("failed", { cause: { error: REVERT } }),
      1,
      "error: RevenueLedger_Frozen(assetId: 7). The asset's revenue is held for a dispute. Try again when it is over.\n",
    ],
    "an explained refusal, in its own words": [
      new ContradictoryTermsError("uses: none.", { cause: REVERT }),
      1,
      "error: The terms contradict themselves. uses: none.\n",
    ],
    "anything else, by its first line": [new Error("broken\n  at a"), 1, "error: broken\n"],
  } as const;
  for (const [name, [thrown, exitCode, line]] of Object.entries(ERRORS)) {
    it(`default: tells of ${name}`, () => {
      const reported = report(thrown);

      expect(reported.exitCode).to.equal(exitCode);
      expect(reported.io.written).to.deep.equal({ out: "", err: line });
    });
  }

  it("behavior: leaves Commander's own message to Commander", () => {
    const missing = new CommanderError(1, "commander.missingArgument", "error: missing argument");

    expect(report(missing)).to.deep.include({ exitCode: 2 });
    expect(report(missing).io.written.err).to.equal("");
    expect(report(new CommanderError(0, "commander.help", "(outputHelp)")).exitCode).to.equal(0);
  });

  it("args: json: adds a document with the error's values", () => {
    const { io } = report(new Error("failed", { cause: REVERT }), { json: true });

    const { error } = JSON.parse(io.written.out) as { error: object };
    expect(error).to.deep.include({
      name: ContractRevertError.name,
      errorName: "RevenueLedger_Frozen",
      args: { assetId: "7" },
    });
    expect(io.written.err).to.match(/^error: RevenueLedger_Frozen/);
  });

  it("args: json: leaves one document where a command answered before it failed", () => {
    const io = captureIo();
    const cli = createCli(io);
    cli.settings = { json: true };
    cli.answer({ json: { solvent: false }, text: "" });
    reportError(cli, new NegativeAnswerError("Not solvent."), { json: true, verbose: false });

    expect(JSON.parse(io.written.out)).to.deep.equal({ solvent: false });
  });

  it("args: verbose: shows where it came from, and what caused it", () => {
    const { io } = report(new FileError("a", "b.", { cause: new TypeError("deep") }), {
      verbose: true,
    });

    expect(io.written.err).to.match(
      /^error: a: b\.\nFileError: a: b\.\n {4}at [^]*\ncaused by: TypeError: deep/,
    );
  });
});
