/** Opcodes that the meter looks at. */
export const OP = {
  unreachable: 0x00,
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  end: 0x0b,
  call: 0x10,
  callIndirect: 0x11,
  localGet: 0x20,
  localTee: 0x22,
  globalGet: 0x23,
  globalSet: 0x24,
  memoryGrow: 0x40,
  i32Const: 0x41,
  i32LtS: 0x48,
  i32GtU: 0x4b,
  i32Add: 0x6a,
  i32Sub: 0x6b,
  i32ShrU: 0x76,
  prefix: 0xfc,
  memoryCopy: 10,
  memoryFill: 11,
} as const;

/** What follows an opcode. */
export type Immediates =
  | "none"
  | "blockType"
  | "index"
  | "twoIndices"
  | "table"
  | "types"
  | "access"
  | "zeroByte"
  | "leb"
  | "bytes4"
  | "bytes8"
  | "prefixed";

/** The instructions that may run, as ranges: WebAssembly 1.0, sign extension, and what 0xfc begins. */
const RANGES: readonly (readonly [first: number, last: number, Immediates])[] = [
  [0x00, 0x01, "none"],
  [0x02, 0x04, "blockType"],
  [0x05, 0x05, "none"],
  [0x0b, 0x0b, "none"],
  [0x0c, 0x0d, "index"],
  [0x0e, 0x0e, "table"],
  [0x0f, 0x0f, "none"],
  [0x10, 0x10, "index"],
  [0x11, 0x11, "twoIndices"],
  [0x1a, 0x1b, "none"],
  [0x1c, 0x1c, "types"],
  [0x20, 0x24, "index"],
  [0x28, 0x3e, "access"],
  [0x3f, 0x40, "zeroByte"],
  [0x41, 0x42, "leb"],
  [0x43, 0x43, "bytes4"],
  [0x44, 0x44, "bytes8"],
  [0x45, 0xc4, "none"],
  [0xfc, 0xfc, "prefixed"],
];

const IMMEDIATES = new Map<number, Immediates>(
  RANGES.flatMap(([first, last, kind]) =>
    Array.from({ length: last - first + 1 }, (_, i) => [first + i, kind] as const),
  ),
);

/** What follows the opcode; undefined if it may not run. */
export const immediatesOf = (opcode: number): Immediates | undefined => IMMEDIATES.get(opcode);

export const VALUE_TYPES: readonly number[] = [0x7f, 0x7e, 0x7d, 0x7c];
export const I32 = 0x7f;
export const I64 = 0x7e;
export const EMPTY_BLOCK = 0x40;
