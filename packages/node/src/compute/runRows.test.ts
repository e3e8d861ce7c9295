import { expect } from "chai";

import { assemble, programText } from "../../test/assemble.ts";
import { admitProgram } from "./admitProgram.ts";
import { type CounterBounds, type RowFault, runRows } from "./runRows.ts";

const BOUNDS: CounterBounds = { most: [1_000n, 1_000n, 1_000n], countersPerRow: 3 };

const add = (counter: number, value: string) => `(call $add (i32.const ${counter}) ${value})`;

/** Runs a program that is written as text over rows that are. */
function run(
  body: string,
  {
    rest = "",
    pages = "1",
    rows = ["a", "b", "c"],
    bounds = BOUNDS,
    parameters = "",
  }: Partial<Record<"rest" | "pages" | "parameters", string>> & {
    rows?: readonly string[];
    bounds?: CounterBounds;
  } = {},
) {
  const faults: (RowFault | undefined)[] = [];
  const totals = runRows({
    program: admitProgram(assemble(programText(body, rest, pages))),
    rows: rows.map((text, i) => ({ name: `row ${i}`, bytes: Buffer.from(text) })),
    parameters: Buffer.from(parameters),
    bounds,
    onRow: (fault) => faults.push(fault),
  });
  return { ...totals, faults };
}

const NO_FAULTS = [undefined, undefined, undefined];

describe("runRows", function () {
  this.timeout(60_000);

  it("default: adds up what each row gives, and counts the rows that give something", () => {
    const first = "(i64.load8_u (i32.const 8))";
    const { sums, groups, faults } = run(
      `(call $read (i32.const 0) (i32.const 0) (i32.const 8) (i32.const 1))
       ${add(0, first)}
       ${add(1, "(i64.extend_i32_u (call $size (i32.const 1)))")}
       ${add(2, "(i64.extend_i32_u (call $size (i32.const 2)))")}`,
      { parameters: "" },
    );

    expect(sums).to.deep.equal([97n + 98n + 99n, 15n, 0n]);
    expect(groups).to.deep.equal([3n, 3n, 0n]);
    expect(faults).to.deep.equal(NO_FAULTS);
  });

  it("behavior: nothing of a row reaches the next, by memory, its size, or globals (CTD-2)", () => {
    const { sums, faults } = run(
      `(i64.store (i32.const 64) (i64.add (i64.load (i32.const 64)) (i64.const 1)))
       (global.set $g (i64.add (global.get $g) (i64.const 1)))
       ${add(0, "(i64.load (i32.const 64))")}
       ${add(1, "(global.get $g)")}
       (drop (memory.grow (i32.const 3)))
       ${add(2, "(i64.extend_i32_u (memory.size))")}`,
      { rest: "(global $g (mut i64) (i64.const 0))" },
    );

    expect(faults).to.deep.equal(NO_FAULTS);
    expect(sums).to.deep.equal([3n, 3n, 12n]);
  });

  it("behavior: a row that never ends runs out of fuel, and the next one is run (CTD-3)", () => {
    const { sums, faults } = run(
      `${add(0, "(i64.const 5)")}
       (if (i32.eq (call $size (i32.const 0)) (i32.const 2)) (then (loop $l (br $l))))`,
      { rows: ["a", "bb", "c"] },
    );

    expect(faults).to.deep.equal([undefined, "OUT_OF_FUEL", undefined]);
    expect(sums[0]).to.equal(10n);
  });

  it("behavior: nor can it end late in its start, in calls of the node, or by moving memory", () => {
    const body = "(loop $l (call $add (i32.const 0) (i64.const 1)) (br $l))";
    const reading = `(loop $l
      (call $read (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 60000)) (br $l))`;
    const filling = "(loop $l (memory.fill (i32.const 0) (i32.const 1) (i32.const 65536)) (br $l))";
    const copying = "(loop $l (memory.copy (i32.const 0) (i32.const 1) (i32.const 65535)) (br $l))";
    const start = "(start $s) (func $s (loop $l (br $l)))";
    const rows = ["x".repeat(60_000)];

    expect(run(body, { rows }).faults).to.deep.equal(["OUT_OF_FUEL"]);
    expect(run(reading, { rows }).faults).to.deep.equal(["OUT_OF_FUEL"]);
    expect(run(filling, { rows }).faults).to.deep.equal(["OUT_OF_FUEL"]);
    expect(run(copying, { rows }).faults).to.deep.equal(["OUT_OF_FUEL"]);
    expect(run("", { rows, rest: start }).faults).to.deep.equal(["TRAP"]);
  });

  it("behavior: nothing is granted before the program is whole", () => {
    const { sums, faults } = run("", { rest: `(start $s) (func $s ${add(0, "(i64.const 1)")})` });

    expect(faults).to.deep.equal(["REFUSED", "REFUSED", "REFUSED"]);
    expect(sums[0]).to.equal(0n);
  });

  it("behavior: calls go so deep, directly or through a table, and are counted back (CTD-3)", () => {
    const endless =
      "(func $f (param i64) (result i64) (i64.add (call $f (local.get 0)) (i64.const 1)))";
    const indirect = `(type $t (func)) (table 1 funcref) (elem (i32.const 0) $g)
      (func $g (call_indirect (type $t) (i32.const 0)))`;
    const wide = `(func $w ${"(local i64) ".repeat(900)} (call $w))`;
    const shallow = "(func $h)";

    expect(
      run("(drop (call $f (i64.const 1)))", { rest: endless, rows: ["a"] }).faults,
    ).to.deep.equal(["TOO_DEEP"]);
    expect(run("(call $g)", { rest: indirect, rows: ["a"] }).faults).to.deep.equal(["TOO_DEEP"]);
    expect(run("(call $w)", { rest: wide, rows: ["a"] }).faults[0]).to.be.oneOf([
      "TOO_DEEP",
      "TRAP",
    ]);
    const many = `(local $i i32)
      (loop $l (call $h) (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br_if $l (i32.lt_u (local.get $i) (i32.const 100000))))`;
    expect(run(many, { rest: shallow }).faults).to.deep.equal(NO_FAULTS);
  });

  it("behavior: memory grows to its limit and not by a page more", () => {
    const { sums } = run(
      `${add(0, "(i64.extend_i32_s (memory.grow (i32.const 256)))")}
       ${add(1, "(i64.extend_i32_s (memory.grow (i32.const 255)))")}
       ${add(2, "(i64.extend_i32_s (memory.grow (i32.const 1)))")}`,
    );

    expect(sums).to.deep.equal([-3n, 3n, -3n]);
  });

  it("behavior: what is asked for elsewhere than in a part, or in memory, ends the row", () => {
    const hostile = [
      "(call $read (i32.const 0) (i32.const 0) (i32.const 65536) (i32.const 1))",
      "(call $read (i32.const 0) (i32.const 0) (i32.const -1) (i32.const 1))",
      "(call $read (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 2))",
      "(call $read (i32.const 0) (i32.const -1) (i32.const 0) (i32.const 1))",
      "(call $read (i32.const 0) (i32.const 1) (i32.const 0) (i32.const 1))",
      "(call $read (i32.const 7) (i32.const 0) (i32.const 0) (i32.const 0))",
      "(drop (call $size (i32.const -1)))",
      add(3, "(i64.const 1)"),
      add(-1, "(i64.const 1)"),
    ];
    for (const call of hostile) {
      expect(run(`${add(0, "(i64.const 1)")} ${call}`, { rows: ["a"] }), call).to.deep.include({
        ...{ faults: ["REFUSED"], sums: [0n, 0n, 0n] },
      });
    }
    const whole = "(call $read (i32.const 0) (i32.const 0) (i32.const 0) (i32.const -1))";
    expect(run(whole, { rows: ["a"] }).faults).to.deep.equal(["OUT_OF_FUEL"]);
    expect(run("(drop (i64.load (i32.const 65529)))").faults).to.deep.equal([
      "TRAP",
      "TRAP",
      "TRAP",
    ]);
    expect(run(`${add(0, "(i64.const 1)")} unreachable`).sums[0]).to.equal(0n);
  });

  it("behavior: a row's data do not get past the clamp, however they are added (CTD-4)", () => {
    const bounds = { most: [1n, 5n, 100n], countersPerRow: 2 };
    const huge = "(i64.const 0x7fffffffffffffff)";
    const row = (body: string) => run(body, { bounds, rows: ["a"] }).sums;

    expect(row(add(0, huge) + add(0, huge))).to.deep.equal([1n, 0n, 0n]);
    expect(row(add(1, "(i64.const 3)") + add(1, "(i64.const 3)"))).to.deep.equal([0n, 5n, 0n]);
    expect(row(add(1, "(i64.const -9000)"))).to.deep.equal([0n, -5n, 0n]);
    expect(row(add(2, huge) + add(2, "(i64.const -0x7fffffffffffffff)"))).to.deep.equal([
      0n,
      0n,
      0n,
    ]);
    // The third counter that the row names is one too many.
    expect(
      row([2, 1, 0, 2].map((counter) => add(counter, "(i64.const 1)")).join("")),
    ).to.deep.equal([0n, 1n, 2n]);
  });
});
