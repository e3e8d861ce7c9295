import type { GasReport } from "./GasReport.ts";
import { type Measured, PEER_SECTIONS, type PeerRow, type PeerSection } from "./peers.ts";

/** What one side takes for one job. */
export type Figure = {
  gas: number | undefined;
  /** Measured in the run that is reported, and not earlier. */
  measured: boolean;
  /** Ours divided by theirs. */
  ratio: number | undefined;
};

export type ComparedRow = {
  operation: string;
  /** The scenarios behind our figure. */
  label: string;
  ours: number | undefined;
  theirs: Figure[];
  note: string | undefined;
};

export type ComparedSection = { title: string; peers: readonly string[]; rows: ComparedRow[] };

/** A job for which a peer takes less than we do. */
export type Loss = {
  operation: string;
  peer: string;
  theirs: number;
  ours: number;
  ratio: number;
};

/** Puts measured gas into the sections of PEER_SECTIONS. */
export function comparePeers(gas: GasReport["gas"]): ComparedSection[] {
  return PEER_SECTIONS.map((section) => compareSection(section, gas));
}

/** Every cell in which a peer takes less than we do. */
export function findLosses(sections: readonly ComparedSection[]): Loss[] {
  return sections.flatMap(({ peers, rows }) =>
    rows.flatMap(({ operation, ours, theirs }) =>
      theirs.flatMap(({ gas, ratio }, i) =>
        ours === undefined || gas === undefined || ratio === undefined || gas >= ours
          ? []
          : [{ operation, peer: peers[i] ?? "", theirs: gas, ours, ratio }],
      ),
    ),
  );
}

/** What the sections name and no scenario measured, one line each. */
export function findUnmeasured(gas: GasReport["gas"]): string[] {
  const named = PEER_SECTIONS.flatMap(({ rows }) => rows).flatMap(({ operation, ours, theirs }) =>
    [ours, ...theirs].flatMap((figure) =>
      figure === undefined || typeof figure === "number" || gasOf(figure, gas) !== undefined
        ? []
        : [`${typeof figure === "string" ? figure : figure.label} (${operation}) was not measured`],
    ),
  );
  return [...new Set(named)];
}

function compareSection({ title, peers, rows }: PeerSection, gas: GasReport["gas"]) {
  return { title, peers, rows: rows.map((row) => compareRow(row, gas)) };
}

function compareRow(row: PeerRow, gas: GasReport["gas"]): ComparedRow {
  const ours = row.ours === undefined ? undefined : gasOf(row.ours, gas);
  const theirs = row.theirs.map((figure) => {
    const measured = typeof figure !== "number";
    const taken = measured && figure !== undefined ? gasOf(figure, gas) : figure;
    return { gas: taken, measured, ratio: ratioOf(ours, taken) };
  });
  return { operation: row.operation, label: labelOf(row), ours, theirs, note: row.note };
}

const gasOf = (measured: Measured, gas: GasReport["gas"]) =>
  typeof measured === "string" ? gas[measured] : measured.gas(gas);

const ratioOf = (ours: number | undefined, theirs: number | undefined) =>
  ours === undefined || theirs === undefined ? undefined : ours / theirs;

function labelOf({ ours }: PeerRow): string {
  if (ours === undefined) return "–";
  return typeof ours === "string" ? `\`${ours}\`` : ours.label;
}
