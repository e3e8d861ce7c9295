import type { Machine } from "../machine.ts";
import type { Rates } from "./measureRates.ts";

/** Times a second, by what is done and who does it. */
export type MicroRates = Readonly<Record<string, Rates>>;

export type MicroOptions = { readonly rounds: number; readonly roundMs: number };

export type MicroReport = {
  readonly machine: Machine;
  readonly repeats: number;
  readonly rates: MicroRates;
};
