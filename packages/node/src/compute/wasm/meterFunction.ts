import { ProgramRefusedError } from "../computeErrors.ts";
import { EMPTY_BLOCK, I32, immediatesOf, OP, VALUE_TYPES } from "./opcodes.ts";
import { createWasmReader, type WasmReader } from "./readWasm.ts";
import { s32, u32 } from "./writeWasm.ts";

/** Where the meter keeps what it counts, and what it has to know of the module around a function. */
export type Meter = {
  /** Index of the global with the instructions that are left. */
  readonly fuel: number;
  /** Index of the global with the places that the calls on the stack take. */
  readonly depth: number;
  readonly maxDepth: number;
  /** Functions that are imported, and need no place. */
  readonly imported: number;
  /** Places that a call of a function takes on the stack, by index; of one through a table: the most of all. */
  readonly placesOf: (functionIndex: number | undefined) => number;
};

/** A function's code, taken apart. */
export type FunctionCode = {
  readonly locals: readonly (readonly [count: number, type: number])[];
  readonly localCount: number;
  readonly instructions: readonly Instruction[];
};

type Instruction = {
  readonly opcode: number;
  /** Of `memory.copy` and its like: which; of a call: of what. */
  readonly operand: number | undefined;
  readonly bytes: Uint8Array;
};

const MAX_LOCALS = 1_000;

/** Memory that is copied or cleared counts as an instruction for each so many bytes, as a power of two. */
const BULK_SHIFT = 3;

/** What a memory that grows costs, in instructions. */
const GROW_COST = 10_000;

/** @throws {ProgramRefusedError} When it has an instruction that may not run. */
export function parseFunction(code: Uint8Array): FunctionCode {
  const reader = createWasmReader(code);
  const locals = reader.list(() => [reader.u32(), valueType(reader)] as const);
  const localCount = locals.reduce((sum, [count]) => sum + count, 0);
  if (localCount > MAX_LOCALS) {
    throw new ProgramRefusedError(`a function has ${localCount} locals, at most ${MAX_LOCALS} go`);
  }
  const instructions = [];
  while (!reader.isAtEnd()) instructions.push(readInstruction(reader));
  return { locals, localCount, instructions };
}

/**
 * The function's code with a meter in it: whoever enters it or begins a round of a loop pays for all instructions up to
 * the next loop, so for at least those that run. What has no fuel left, or calls too deep, traps.
 */
export function meterFunction(
  { locals, localCount, instructions }: FunctionCode,
  parameters: number,
  meter: Meter,
): Uint8Array {
  const whole: Toll = { cost: localCount };
  const pieces: (Uint8Array | readonly number[] | Toll)[] = [localsWithOneMore(locals), whole];
  const scratch = parameters + localCount;
  /** Whom the instructions of each open block count for; loops and the function itself have a toll of their own. */
  const open = [whole];

  for (const { opcode, operand, bytes } of instructions) {
    const toll = open.at(-1);
    if (toll === undefined) throw new ProgramRefusedError("a function goes on after its end");

    toll.cost += opcode === OP.memoryGrow ? GROW_COST : 1;

    if (opcode === OP.call || opcode === OP.callIndirect) {
      pieces.push(...meterCall(meter, operand, bytes));
    } else if (opcode === OP.prefix && operand !== undefined) {
      pieces.push(...meterBulk(meter, scratch, bytes));
    } else {
      pieces.push(bytes);
    }

    if (opcode === OP.loop) {
      const round: Toll = { cost: 0 };
      open.push(round);
      pieces.push(round);
    } else if (opcode === OP.block || opcode === OP.if) {
      open.push(toll);
    } else if (opcode === OP.end) {
      open.pop();
    }
  }
  return Buffer.concat(
    pieces.map((piece) =>
      Uint8Array.from("cost" in piece ? pay(meter, [OP.i32Const, ...s32(piece.cost)]) : piece),
    ),
  );
}

/** What is paid in one go; grows while the code is walked through. */
type Toll = { cost: number };

function localsWithOneMore(locals: FunctionCode["locals"]): number[] {
  const groups = [...locals, [1, I32] as const];
  return [...u32(groups.length), ...groups.flatMap(([count, type]) => [...u32(count), type])];
}

/** Takes an amount, which code puts on the stack, from the fuel. No amount is so large that it wraps. */
function pay({ fuel }: Meter, amount: readonly number[]): number[] {
  return [
    ...[OP.globalGet, ...u32(fuel), ...amount, OP.i32Sub, OP.globalSet, ...u32(fuel)],
    ...[OP.globalGet, ...u32(fuel), OP.i32Const, 0, OP.i32LtS, ...TRAP_IF],
  ];
}

const TRAP_IF = [OP.if, EMPTY_BLOCK, OP.unreachable, OP.end] as const;

function meterCall(
  { depth, maxDepth, imported, placesOf }: Meter,
  callee: number | undefined,
  call: Uint8Array,
): (Uint8Array | number[])[] {
  if (callee !== undefined && callee < imported) return [call];
  const places = [OP.i32Const, ...s32(placesOf(callee))];
  const [get, set] = [
    [OP.globalGet, ...u32(depth)],
    [OP.globalSet, ...u32(depth)],
  ];
  const enter = [...get, ...places, OP.i32Add, ...set];
  const check = [...get, OP.i32Const, ...s32(maxDepth), OP.i32GtU, ...TRAP_IF];
  return [[...enter, ...check], call, [...get, ...places, OP.i32Sub, ...set]];
}

/** Of what is copied or cleared, the length lies on top of the stack. */
function meterBulk(meter: Meter, scratch: number, bytes: Uint8Array): (Uint8Array | number[])[] {
  const length = [OP.localGet, ...u32(scratch), OP.i32Const, BULK_SHIFT, OP.i32ShrU];
  return [[OP.localTee, ...u32(scratch), ...pay(meter, length)], bytes];
}

/** What a global begins with, or where a part of a table or memory lies. */
export function readConstant(reader: WasmReader): void {
  while (readInstruction(reader).opcode !== OP.end);
}

function readInstruction(reader: WasmReader): Instruction {
  const from = reader.position();
  const opcode = reader.u8();
  const operand = readImmediates(reader, opcode);
  return { opcode, operand, bytes: reader.slice(from) };
}

function readImmediates(reader: WasmReader, opcode: number): number | undefined {
  const kind = immediatesOf(opcode);
  switch (kind) {
    case "none":
      return undefined;
    case "blockType":
    case "leb":
      reader.skipLeb();
      return undefined;
    case "index":
      return reader.u32();
    case "twoIndices":
      reader.u32();
      reader.u32();
      return undefined;
    case "table":
      reader.list(reader.u32);
      reader.u32();
      return undefined;
    case "types":
      reader.list(() => valueType(reader));
      return undefined;
    case "access":
      // A larger alignment would say that there are several memories.
      if (reader.u32() >= 64) throw new ProgramRefusedError("it names a memory");
      reader.u32();
      return undefined;
    case "zeroByte":
      reader.u8();
      return undefined;
    case "bytes4":
      reader.take(4);
      return undefined;
    case "bytes8":
      reader.take(8);
      return undefined;
    case "prefixed":
      return readPrefixed(reader);
    case undefined:
      throw new ProgramRefusedError(`it has the instruction 0x${opcode.toString(16)}`);
  }
}

/** Conversions to whole numbers have nothing behind them. Of those for memory, copying and clearing are known. */
function readPrefixed(reader: WasmReader): number | undefined {
  const which = reader.u32();
  if (which <= LAST_CONVERSION) return undefined;
  if (which !== OP.memoryCopy && which !== OP.memoryFill) {
    throw new ProgramRefusedError(`it has the instruction 0xfc ${which}`);
  }
  reader.take(which === OP.memoryCopy ? 2 : 1);
  return which;
}

const LAST_CONVERSION = 7;

/** A type that locals may have: numbers, no references and no vectors. */
export function valueType(reader: WasmReader): number {
  const type = reader.u8();
  if (!VALUE_TYPES.includes(type)) {
    throw new ProgramRefusedError(`it has the type 0x${type.toString(16)}`);
  }
  return type;
}
