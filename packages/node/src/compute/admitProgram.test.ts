import { readFile } from "node:fs/promises";

import { expect } from "chai";

import { assemble, programText } from "../../test/assemble.ts";
import { type AdmittedProgram, admitProgram, PROGRAM_LIMITS } from "./admitProgram.ts";
import { ProgramRefusedError } from "./computeErrors.ts";
import { EXAMPLE_PROGRAMS } from "./examplePrograms.ts";
import { runRows } from "./runRows.ts";

/** The reason why a module is refused. */
function refusalOf(module: Uint8Array): string {
  try {
    admitProgram(module);
  } catch (error) {
    if (error instanceof ProgramRefusedError) return error.message;
    throw error;
  }
  throw new Error("the program was admitted");
}

const refusalOfText = (text: string) => refusalOf(assemble(text));

describe("admitProgram (CTD-1)", function () {
  this.timeout(60_000);

  it("default: takes the memory and the exports of a module into its own hands", () => {
    const { code, pages } = admitProgram(assemble(programText("", "", "2 9")));

    expect(pages).to.deep.equal({ initial: 2, maximum: 9 });
    const names = Object.keys(
      new WebAssembly.Instance(new WebAssembly.Module(code), {
        sahara: {
          ...{ size: () => 0, read: () => undefined, add: () => undefined },
          memory: new WebAssembly.Memory(pages),
        },
      }).exports,
    );
    expect(names).to.have.members(["run", "sahara.fuel", "sahara.depth"]);
  });

  it("default: memory grows to the node's limit at most", () => {
    const maximumOf = (pages: string) =>
      admitProgram(assemble(programText("", "", pages))).pages.maximum;

    expect(["1", "1 5", "1 60000"].map(maximumOf)).to.deep.equal([256, 5, 256]);
  });

  it("error: what it imports is anything but the three functions of the node", () => {
    const importing = (what: string) =>
      refusalOfText(`(module (import ${what}) (memory 1) (func (export "run")))`);

    expect(importing('"env" "abort" (func)')).to.include('it imports "env.abort"');
    expect(importing('"wasi_snapshot_preview1" "fd_write" (func)')).to.include("fd_write");
    expect(importing('"sahara" "now" (func (result i64))')).to.include('"sahara.now"');
    expect(importing('"sahara" "constructor" (func)')).to.include('"sahara.constructor"');
    expect(importing('"sahara" "size" (func (param i64))')).to.include("another signature");
    expect(importing('"sahara" "add" (global i32)')).to.include('"sahara.add"');
    expect(importing('"env" "table" (table 1 funcref)')).to.include('"env.table"');
  });

  it("error: its memory is shared, of 64 bits, too large, or missing", () => {
    const withMemory = (memory: string) =>
      refusalOfText(`(module ${memory} (func (export "run")))`);

    expect(withMemory("(memory 1 2 shared)")).to.include("shared");
    expect(withMemory("(memory i64 1)")).to.include("64 bits");
    expect(withMemory("(memory 257)")).to.include("257 pages");
    expect(withMemory("")).to.include("one memory");
    expect(
      refusalOfText('(module (import "env" "memory" (memory 1)) (func (export "run")))'),
    ).to.include('"env.memory"');
  });

  it("error: it has an instruction that is not bounded, or not alike everywhere", () => {
    const doing = (body: string, rest = "") => refusalOfText(programText(body, rest));

    expect(doing("(drop (i32x4.splat (i32.const 1)))")).to.include("instruction 0xfd");
    expect(doing("(atomic.fence)")).to.include("instruction 0xfe");
    expect(doing("(drop (ref.func $run))", "(elem declare func $run)")).to.include("later");
    expect(doing("(return_call $run)")).to.include("instruction 0x12");
    expect(doing("(throw $e)", "(tag $e)")).to.include("section 13");
    expect(
      doing("(memory.init $d (i32.const 0) (i32.const 0) (i32.const 1))", '(data $d "x")'),
    ).to.include("later");
    expect(
      doing("(drop (table.grow $t (ref.null func) (i32.const 1)))", "(table $t 1 funcref)"),
    ).to.include("instruction 0xd0");
    expect(doing("", "(table 10001 funcref)")).to.include("10001 entries");
    expect(doing("", "(table 1 externref)")).to.include("no functions");
  });

  it("error: it has no function to run, or one that wants something", () => {
    const exporting = (what: string) => refusalOfText(`(module (memory 1) ${what})`);

    for (const what of [
      '(func (export "main"))',
      '(func (export "run") (param i32))',
      '(func (export "run") (result i32) (i32.const 1))',
      '(global (export "run") i32 (i32.const 1))',
    ]) {
      expect(exporting(what)).to.include('no function "run"');
    }
  });

  it("error: it names what the meter adds", () => {
    const module = assemble(
      programText("(global.set $g (i32.const 77))", "(global $g (mut i32) (i32.const 0))"),
    );
    const at = Buffer.from(module).indexOf(Uint8Array.from([0x41, 0xcd, 0x00, 0x24, 0x00]));
    expect(at).to.be.greaterThan(0);
    module[at + 4] = 1; // the fuel, once it is there

    expect(refusalOf(module)).to.include("no valid WebAssembly");
  });

  it("error: it is no module, or too large a one", async () => {
    const module = await readFile(EXAMPLE_PROGRAMS.mailStatistics.file);

    expect(refusalOf(Buffer.from("mails"))).to.include("no valid WebAssembly");
    expect(refusalOf(module.subarray(0, -1))).to.include("no valid WebAssembly");
    expect(refusalOf(new Uint8Array(PROGRAM_LIMITS.bytes + 1))).to.include("1048577 bytes");
  });

  it("behavior: with any bit of it changed, it is refused or does no harm", async () => {
    const original = await readFile(EXAMPLE_PROGRAMS.mailStatistics.file);
    const rows = [{ name: "spam/1", bytes: Buffer.from("one\ntwo\n") }];
    const bounds = { most: [1n, 9n, 9n, 1n, 9n, 9n], countersPerRow: 3 };
    let admitted = 0;

    for (let at = 0; at < original.length; at++) {
      const module = Uint8Array.from(original);
      module[at]! ^= 1 << (at % 8);
      let program: AdmittedProgram;
      try {
        program = admitProgram(module);
      } catch (error) {
        expect(error).to.be.instanceOf(ProgramRefusedError);
        continue;
      }
      admitted++;
      const { sums } = runRows({ program, rows, parameters: new Uint8Array(), bounds });
      for (const [i, sum] of sums.entries()) {
        expect(sum >= -bounds.most[i]! && sum <= bounds.most[i]!).to.equal(true);
      }
    }
    expect(admitted).to.be.within(20, original.length - 20);
  });
});
