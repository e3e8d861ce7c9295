import { ABI, type AdmittedProgram, PROGRAM_LIMITS } from "./admitProgram.ts";

/** One row of a data set. */
export type Row = {
  /** Path of the file that it is; empty for a line. */
  readonly name: string;
  readonly bytes: Uint8Array;
};

/** What a row may add to, and how much. */
export type CounterBounds = {
  /** Most that one row adds to each counter, up or down. */
  readonly most: readonly bigint[];
  /** Most counters that one row adds to; the first ones that it names count. */
  readonly countersPerRow: number;
};

export type RunRowsParameters = {
  readonly program: AdmittedProgram;
  readonly rows: readonly Row[];
  readonly parameters: Uint8Array;
  readonly bounds: CounterBounds;
  /** Told how each row ended. Nobody outside of tests and trials may learn it. */
  readonly onRow?: ((fault: RowFault | undefined) => void) | undefined;
};

/** What all rows added, by counter. */
export type Totals = {
  readonly sums: bigint[];
  /** How many rows added to it. */
  readonly groups: bigint[];
};

/** Why a row adds nothing: the program asked for what it must not have, or trapped. */
export type RowFault = "OUT_OF_FUEL" | "TOO_DEEP" | "REFUSED" | "TRAP";

type Instance = {
  readonly run: () => void;
  readonly fuel: WebAssembly.Global;
  readonly depth: WebAssembly.Global;
};

/** Thrown into a program that passes what makes no sense; ends its row. */
class HostRefusal extends Error {}

/** A call of the node counts as so many instructions, and bytes that are copied count as the meter's do. */
const CALL_FUEL = 50;
const BYTES_A_FUEL = 8;

/**
 * Runs a program over rows, each in an instance of its own over cleared memory, and adds up what they give, clamped. No
 * row can change the totals by more than the bounds, or learn of another, whatever the program does.
 */
export function runRows({ program, rows, parameters, bounds, onRow }: RunRowsParameters): Totals {
  const module = new WebAssembly.Module(program.code);
  const totals: Totals = { sums: bounds.most.map(() => 0n), groups: bounds.most.map(() => 0n) };
  let memory = createMemory(program);
  for (const row of rows) {
    const host = createHost(memory, [row.bytes, Buffer.from(row.name), parameters], bounds);
    const fault = runRow(module, memory, host);
    if (fault === undefined) host.addTo(totals);
    onRow?.(fault);
    memory = clear(memory, program);
  }
  return totals;
}

function createMemory({ pages }: AdmittedProgram): WebAssembly.Memory {
  return new WebAssembly.Memory(pages);
}

/** Memory never shrinks: what a row let grow is left behind. */
function clear(memory: WebAssembly.Memory, program: AdmittedProgram): WebAssembly.Memory {
  if (memory.buffer.byteLength > program.pages.initial * PAGE_BYTES) return createMemory(program);
  new Uint8Array(memory.buffer).fill(0);
  return memory;
}

const PAGE_BYTES = 2 ** 16;

function runRow(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  host: ReturnType<typeof createHost>,
): RowFault | undefined {
  let instance: Instance | undefined;
  try {
    const { exports } = new WebAssembly.Instance(module, {
      [ABI.module]: { ...host.imports, [ABI.memory]: memory },
    });
    // The module was rewritten to export these three.
    const { [ABI.run]: run, [ABI.fuel]: fuel, [ABI.depth]: depth } = exports;
    instance = { run, fuel, depth } as Instance;
    host.begin(instance.fuel);
    instance.run();
    return undefined;
  } catch (error) {
    return faultOf(error, instance);
  }
}

function faultOf(error: unknown, instance: Instance | undefined): RowFault {
  if (instance !== undefined && instance.fuel.value < 0) return "OUT_OF_FUEL";
  if (instance !== undefined && instance.depth.value > PROGRAM_LIMITS.depth) return "TOO_DEEP";
  return error instanceof HostRefusal ? "REFUSED" : "TRAP";
}

/** What the program can ask of the node. */
function createHost(
  memory: WebAssembly.Memory,
  parts: readonly Uint8Array[],
  { most, countersPerRow }: CounterBounds,
) {
  const added = new Map<number, bigint>();
  let fuel: Instance["fuel"] | undefined;

  /** Nothing is granted before the instance is whole: until then nothing could be charged for. */
  function charge(amount: number): void {
    if (fuel === undefined) throw new HostRefusal("asked before it began");
    fuel.value = Math.max(-1, fuel.value - amount);
    if (fuel.value < 0) throw new HostRefusal("has no fuel left");
  }

  function partAt(index: number): Uint8Array {
    const part = parts[index];
    if (part === undefined) throw new HostRefusal(`there is no part ${index}`);
    return part;
  }

  return {
    begin: (meter: Instance["fuel"]) => {
      fuel = meter;
    },
    imports: {
      [ABI.size]: (part: number): number => {
        charge(CALL_FUEL);
        return partAt(part).length;
      },
      [ABI.read]: (part: number, from: number, to: number, count: number): void => {
        // WebAssembly has one kind of number, JavaScript takes it for a signed one.
        const [start, target, length] = [from >>> 0, to >>> 0, count >>> 0];
        charge(CALL_FUEL + Math.ceil(length / BYTES_A_FUEL));
        const bytes = partAt(part);
        if (start + length > bytes.length || target + length > memory.buffer.byteLength) {
          throw new HostRefusal("reads or writes where nothing is");
        }
        new Uint8Array(memory.buffer).set(bytes.subarray(start, start + length), target);
      },
      [ABI.add]: (counter: number, value: bigint): void => {
        charge(CALL_FUEL);
        if (most[counter] === undefined) throw new HostRefusal(`there is no counter ${counter}`);
        const sum = added.get(counter);
        if (sum === undefined && added.size >= countersPerRow) return;
        added.set(counter, (sum ?? 0n) + value);
      },
    },
    /** Only of a row that came to its end. */
    addTo({ sums, groups }: Totals): void {
      for (const [counter, value] of added) {
        const clamped = clamp(value, most[counter] ?? 0n);
        if (clamped === 0n) continue;
        sums[counter] = (sums[counter] ?? 0n) + clamped;
        groups[counter] = (groups[counter] ?? 0n) + 1n;
      }
    },
  };
}

const clamp = (value: bigint, most: bigint) =>
  value > most ? most : value < -most ? -most : value;
