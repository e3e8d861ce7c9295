import { UnknownNameError } from "../errors/inputErrors.ts";

/** What an asset can be; the position is the number on chain. */
export const ASSET_KINDS = ["DATASET", "MODEL", "AGENT"] as const;
/** How an asset can be made from a parent; the position is the number on chain. */
export const RELATIONS = ["TRAINED_ON", "FINETUNED_FROM", "DERIVED_FROM", "MERGED_FROM"] as const;
/** The ready-made terms; the position is the number on chain. */
export const PRESETS = [
  "OPEN_USE",
  "NON_COMMERCIAL_REMIX",
  "COMMERCIAL_USE",
  "COMMERCIAL_REMIX",
  "CC_BY",
] as const;
/** What a licence can grant; the position is the bit on chain. */
export const USES = [
  "ACCESS",
  "COMMERCIAL",
  "DERIVATIVE",
  "TRAIN",
  "FINETUNE",
  "INFER",
  "RAG",
  "REDISTRIBUTE",
] as const;
/** The rules of a licence; the position is the bit on chain. */
export const RULES = [
  "TRANSFERABLE",
  "EXCLUSIVE",
  "APPROVAL_REQUIRED",
  "RECIPROCAL",
  "REVOCABLE",
  "RENEWABLE",
] as const;

export type AssetKind = (typeof ASSET_KINDS)[number];
export type Relation = (typeof RELATIONS)[number];
export type Preset = (typeof PRESETS)[number];
export type Use = (typeof USES)[number];
export type Rule = (typeof RULES)[number];

/**
 * Position of a name in its list.
 *
 * @throws {UnknownNameError} When the list does not have it.
 */
export function indexOfName(names: readonly string[], name: string, what: string): bigint {
  const index = names.indexOf(name);
  if (index === -1) throw new UnknownNameError(what, name, names);
  return BigInt(index);
}

/** The name at a position that came from the chain. */
export function nameAt<Name extends string>(names: readonly Name[], index: bigint): Name {
  const name = names[Number(index)];
  if (name === undefined) throw new UnknownNameError("position", `${index}`, names);
  return name;
}

/** The bit set of some names. */
export function toBits(names: readonly string[], chosen: readonly string[], what: string): bigint {
  return chosen.reduce((bits, name) => bits | (1n << indexOfName(names, name, what)), 0n);
}

/** The names of a bit set, in the order of their bits. */
export function fromBits<Name extends string>(names: readonly Name[], bits: bigint): Name[] {
  return names.filter((_, index) => ((bits >> BigInt(index)) & 1n) === 1n);
}
