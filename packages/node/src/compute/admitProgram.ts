import { ProgramRefusedError } from "./computeErrors.ts";
import {
  type FunctionCode,
  meterFunction,
  parseFunction,
  readConstant,
  valueType,
} from "./wasm/meterFunction.ts";
import { I32, I64, OP } from "./wasm/opcodes.ts";
import { createWasmReader, type WasmReader } from "./wasm/readWasm.ts";
import { list, s32, section, text, u32 } from "./wasm/writeWasm.ts";

/** What a program may use for one row. The same at every node, since totals depend on it. */
export const PROGRAM_LIMITS = {
  /** Bytes of the module. */
  bytes: 2 ** 20,
  /** Pages of memory, 64 KiB each. */
  pages: 256,
  /** Instructions, as the meter counts them. */
  fuel: 100_000_000,
  /** Places on the stack of calls: locals and instructions of all functions that are being called. */
  depth: 2 ** 18,
  /** Functions that a table can name. */
  tableEntries: 10_000,
} as const;

/** A program that may run, with a meter in it. */
export type AdmittedProgram = {
  readonly code: Uint8Array<ArrayBuffer>;
  /** Its memory, which the node makes. */
  readonly pages: { readonly initial: number; readonly maximum: number };
};

/** Names by which the node and a program know each other. */
export const ABI = {
  module: "sahara",
  /** Bytes of a part: 0 is the row, 1 its name, 2 the parameters. */
  size: "size",
  /** Copies `count` bytes of a part, from `from` on, to the memory at `to`. */
  read: "read",
  /** Adds to a counter, by its place in the job's list. */
  add: "add",
  /** What the program exports: it is called once a row. */
  run: "run",
  memory: "memory",
  fuel: "sahara.fuel",
  depth: "sahara.depth",
} as const;

const GRANTED: Readonly<Record<string, { parameters: number[]; results: number[] }>> = {
  [ABI.size]: { parameters: [I32], results: [I32] },
  [ABI.read]: { parameters: [I32, I32, I32, I32], results: [] },
  [ABI.add]: { parameters: [I32, I64], results: [] },
};

const MAGIC = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const SECTION = {
  custom: 0,
  type: 1,
  import: 2,
  function: 3,
  table: 4,
  memory: 5,
  global: 6,
  export: 7,
  start: 8,
  element: 9,
  code: 10,
  data: 11,
  dataCount: 12,
} as const;
/** Kinds of what is imported or exported. */
const KIND = { function: 0, memory: 2, global: 3 } as const;
const FUNCREF = 0x70;
const PAGE_FLAGS = { withoutMaximum: 0, withMaximum: 1 } as const;
/** Entries that are put where they belong when an instance is made, at a constant place. */
const ACTIVE = 0;
/** A place on the stack for what each call needs besides. */
const PLACES_OF_A_CALL = 16;

type FunctionType = { parameters: number[]; results: number[] };

/**
 * Checks a module byte by byte and puts a meter into it. Its memory becomes one that the node brings, its exports all
 * but `run` are dropped, and so is what only debuggers read.
 *
 * @throws {ProgramRefusedError}
 */
export function admitProgram(bytes: Uint8Array): AdmittedProgram {
  if (bytes.length > PROGRAM_LIMITS.bytes) {
    throw new ProgramRefusedError(
      `it has ${bytes.length} bytes, at most ${PROGRAM_LIMITS.bytes} go`,
    );
  }
  const original = Uint8Array.from(bytes);
  // First of all it must be right as it is: what follows adds globals that it could otherwise name.
  if (!WebAssembly.validate(original)) throw new ProgramRefusedError("it is no valid WebAssembly");

  const admitted = rewrite(readSections(original));
  try {
    new WebAssembly.Module(admitted.code);
  } catch (cause) {
    throw new ProgramRefusedError("it is not valid once it is metered", { cause });
  }
  return admitted;
}

function readSections(bytes: Uint8Array): Map<number, Uint8Array> {
  const reader = createWasmReader(bytes);
  reader.take(MAGIC.length);
  const sections = new Map<number, Uint8Array>();
  const known: readonly number[] = Object.values(SECTION);
  while (!reader.isAtEnd()) {
    const id = reader.u8();
    if (!known.includes(id)) throw new ProgramRefusedError(`it has a section ${id}`);
    const content = reader.take(reader.u32());
    if (id !== SECTION.custom) sections.set(id, content);
  }
  return sections;
}

function rewrite(sections: ReadonlyMap<number, Uint8Array>): AdmittedProgram {
  const readEach = <Item>(id: number, read: (reader: WasmReader) => Item): Item[] => {
    const content = sections.get(id);
    if (content === undefined) return [];
    const reader = createWasmReader(content);
    return reader.list(() => read(reader));
  };

  const types = readEach(SECTION.type, readType);
  const imports = readEach(SECTION.import, (reader) => readImport(reader, types));
  const declared = readEach(SECTION.function, (reader) => typeAt(types, reader.u32()));
  const functions = [...imports.flatMap(({ type }) => type ?? []), ...declared];
  const importedCount = functions.length - declared.length;
  readEach(SECTION.table, readTable);
  const memories = [
    ...imports.flatMap(({ pages }) => pages ?? []),
    ...readEach(SECTION.memory, readPages),
  ];
  const [pages] = memories;
  if (pages === undefined || memories.length > 1) {
    throw new ProgramRefusedError("it must have one memory");
  }
  const globals = readEach(SECTION.global, readGlobal);
  readEach(SECTION.element, (reader) => {
    readActive(reader, "table");
    reader.list(reader.u32);
  });
  readEach(SECTION.data, (reader) => {
    readActive(reader, "memory");
    reader.take(reader.u32());
  });
  const run = findRun(readEach(SECTION.export, readExport), functions);
  const codes = readEach(SECTION.code, (reader) => parseFunction(reader.take(reader.u32())));

  const [fuel, depth] = [globals.length, globals.length + 1];
  const places = placesOf(codes, declared);
  const most = places.reduce((a, b) => Math.max(a, b), 0);
  const meter = {
    ...{ fuel, depth, maxDepth: PROGRAM_LIMITS.depth, imported: importedCount },
    placesOf: (index: number | undefined) =>
      index === undefined ? most : (places[index - importedCount] ?? 0),
  };
  const memory = [...text(ABI.module), ...text(ABI.memory), KIND.memory, ...pageBytes(pages)];
  const rewritten = new Map<number, Uint8Array>([
    ...sections,
    [SECTION.import, list([...imports.flatMap(({ type, raw }) => (type ? [raw] : [])), memory])],
    [SECTION.global, list([...globals, counter(PROGRAM_LIMITS.fuel), counter(0)])],
    [
      SECTION.export,
      list([
        [...text(ABI.run), KIND.function, ...u32(run)],
        [...text(ABI.fuel), KIND.global, ...u32(fuel)],
        [...text(ABI.depth), KIND.global, ...u32(depth)],
      ]),
    ],
    [
      SECTION.code,
      list(
        codes.map((code, i) => {
          const metered = meterFunction(code, declared[i]?.parameters.length ?? 0, meter);
          return Buffer.concat([Uint8Array.from(u32(metered.length)), metered]);
        }),
      ),
    ],
  ]);
  rewritten.delete(SECTION.memory);
  rewritten.delete(SECTION.dataCount);
  return { code: join(rewritten), pages };
}

function join(sections: ReadonlyMap<number, Uint8Array>): Uint8Array<ArrayBuffer> {
  const inOrder = [...sections].sort(([a], [b]) => a - b);
  return Uint8Array.from(
    Buffer.concat([
      Uint8Array.from(MAGIC),
      ...inOrder.map(([id, content]) => section(id, content)),
    ]),
  );
}

/** A global of 32 bits that can change. */
const counter = (value: number) => [I32, 1, OP.i32Const, ...s32(value), OP.end];

const pageBytes = ({ initial, maximum }: AdmittedProgram["pages"]) => [
  PAGE_FLAGS.withMaximum,
  ...u32(initial),
  ...u32(maximum),
];

/** Places that a call takes: the locals, and no more than one for each instruction. */
const placesOf = (codes: readonly FunctionCode[], types: readonly FunctionType[]) =>
  codes.map(
    ({ localCount, instructions }, i) =>
      PLACES_OF_A_CALL + localCount + instructions.length + (types[i]?.parameters.length ?? 0),
  );

function readType(reader: WasmReader): FunctionType {
  if (reader.u8() !== 0x60) throw new ProgramRefusedError("it has a type that is no function's");
  const readTypes = () => reader.list(() => valueType(reader));
  return { parameters: readTypes(), results: readTypes() };
}

function typeAt(types: readonly FunctionType[], index: number): FunctionType {
  const type = types[index];
  if (type === undefined) throw new ProgramRefusedError(`it has no type ${index}`);
  return type;
}

type Import = {
  raw: Uint8Array;
  type?: FunctionType;
  pages?: AdmittedProgram["pages"];
};

function readImport(reader: WasmReader, types: readonly FunctionType[]): Import {
  const from = reader.position();
  const [module, field, kind] = [reader.text(), reader.text(), reader.u8()];
  const what = `it imports "${module}.${field}"`;
  if (kind === KIND.memory && module === ABI.module && field === ABI.memory) {
    return { pages: readPages(reader), raw: reader.slice(from) };
  }
  const granted = Object.hasOwn(GRANTED, field) ? GRANTED[field] : undefined;
  if (kind !== KIND.function || module !== ABI.module || granted === undefined) {
    throw new ProgramRefusedError(what);
  }
  const type = typeAt(types, reader.u32());
  if (!isSame(type, granted)) throw new ProgramRefusedError(`${what} with another signature`);
  return { type, raw: reader.slice(from) };
}

const isSame = (a: FunctionType, b: FunctionType) =>
  a.parameters.join() === b.parameters.join() && a.results.join() === b.results.join();

function readTable(reader: WasmReader): void {
  if (reader.u8() !== FUNCREF) throw new ProgramRefusedError("it has a table of no functions");
  const flags = reader.u8();
  const initial = reader.u32();
  if (flags === PAGE_FLAGS.withMaximum) reader.u32();
  else if (flags !== PAGE_FLAGS.withoutMaximum) throw new ProgramRefusedError("its table is odd");
  if (initial > PROGRAM_LIMITS.tableEntries) {
    throw new ProgramRefusedError(`its table has ${initial} entries`);
  }
}

/** What it may grow to is the node's limit, if it names none or a larger one. */
function readPages(reader: WasmReader): AdmittedProgram["pages"] {
  const flags = reader.u8();
  if (flags !== PAGE_FLAGS.withMaximum && flags !== PAGE_FLAGS.withoutMaximum) {
    throw new ProgramRefusedError("its memory is shared, or of 64 bits");
  }
  const initial = reader.u32();
  const maximum = flags === PAGE_FLAGS.withMaximum ? reader.u32() : PROGRAM_LIMITS.pages;
  if (initial > PROGRAM_LIMITS.pages) {
    throw new ProgramRefusedError(`it wants ${initial} pages, at most ${PROGRAM_LIMITS.pages} go`);
  }
  return { initial, maximum: Math.min(maximum, PROGRAM_LIMITS.pages) };
}

function readGlobal(reader: WasmReader): Uint8Array {
  const from = reader.position();
  valueType(reader);
  reader.u8();
  readConstant(reader);
  return reader.slice(from);
}

function readActive(reader: WasmReader, of: string): void {
  if (reader.u32() !== ACTIVE) throw new ProgramRefusedError(`it fills its ${of} later`);
  readConstant(reader);
}

type Export = { name: string; kind: number; index: number };

const readExport = (reader: WasmReader): Export => ({
  name: reader.text(),
  kind: reader.u8(),
  index: reader.u32(),
});

function findRun(exports: readonly Export[], functions: readonly FunctionType[]): number {
  const run = exports.find((item) => item.name === ABI.run && item.kind === KIND.function);
  const type = run === undefined ? undefined : functions[run.index];
  if (run === undefined || type === undefined || type.parameters.length + type.results.length > 0) {
    throw new ProgramRefusedError(`it exports no function "${ABI.run}" without parameters`);
  }
  return run.index;
}
