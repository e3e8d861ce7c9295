import type { AbiType } from "./abiItems.ts";
import type { SeededRandom } from "./seededRandom.ts";

/** Values that mean something to the contracts, so that calls get further than the first check. */
export type KnownValues = {
  uints: readonly bigint[];
  addresses: readonly string[];
  bytes32s: readonly string[];
};

/** How many members an enum of the contracts has; anything beyond is refused by the ABI decoder. */
const ENUM_SIZES: Readonly<Record<string, number>> = {
  "enum AssetKind": 3,
  "enum Relation": 4,
  "enum LicensePresets.Preset": 5,
  "enum IJobBoard.JobKind": 3,
  "enum IDivergences.Verdict": 5,
  "enum IDisputeCourt.ClaimKind": 4,
  "enum IDisputeCourt.Verdict": 3,
  "enum OrderKind": 3,
};
const LENGTHS = [0, 0, 1, 1, 2, 3, 14, 15, 40] as const;
const BYTE_LENGTHS = [0, 1, 4, 64, 65, 200] as const;

/** A well-formed value of an ABI type that nobody in good faith would send, or half of the time one that fits. */
export function hostileValue(type: AbiType, known: KnownValues, random: SeededRandom): unknown {
  const array = /^(.*)\[(\d*)\]$/.exec(type.type);
  if (array !== null) {
    const length = array[2] === "" ? random.pick(LENGTHS) : Number(array[2]);
    const element = { ...type, type: array[1]!, internalType: withoutBrackets(type.internalType) };
    return Array.from({ length }, () => hostileValue(element, known, random));
  }
  if (type.components !== undefined) {
    return type.components.map((component) => hostileValue(component, known, random));
  }
  if (type.internalType?.startsWith("enum ") === true) {
    return BigInt(random.below(enumSize(type.internalType)));
  }
  return hostileWord(type.type, known, random);
}

function hostileWord(type: string, known: KnownValues, random: SeededRandom): unknown {
  if (type === "bool") return random.below(2) === 1;
  if (type === "address") {
    return random.pick([
      () => random.pick(known.addresses),
      () => random.pick(known.addresses),
      () => `0x${"00".repeat(20)}`,
      () => `0x${"00".repeat(19)}01`,
      () => random.bytes(20),
    ])();
  }
  if (type === "bytes" || type === "string") return random.bytes(random.pick(BYTE_LENGTHS));
  if (type === "bytes32")
    return random.pick([random.pick(known.bytes32s), zeroBytes(32), random.bytes(32)]);
  if (type.startsWith("bytes")) return random.bytes(Number(type.slice("bytes".length)));
  if (type.startsWith("uint")) return hostileUint(Number(type.slice("uint".length)), known, random);
  throw new Error(`No hostile values for the ABI type ${type}. Add them here.`);
}

function hostileUint(bits: number, { uints }: KnownValues, random: SeededRandom): bigint {
  const max = (1n << BigInt(bits)) - 1n;
  const fitting = uints.filter((value) => value <= max);
  return random.pick([
    () => random.pick(fitting),
    () => random.pick(fitting),
    () => random.pick([0n, 1n, 2n, max, max - 1n, max >> 1n]),
    () => random.bits(random.below(bits) + 1),
  ])();
}

function enumSize(internalType: string): number {
  const size = ENUM_SIZES[internalType];
  if (size === undefined)
    throw new Error(`How many members ${internalType} has is not known. Add it here.`);
  return size;
}

const withoutBrackets = (internalType = "") => internalType.replace(/\[\d*\]$/, "");
const zeroBytes = (length: number) => `0x${"00".repeat(length)}`;
