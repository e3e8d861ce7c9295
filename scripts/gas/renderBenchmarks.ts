import { BYTECODE_CEILING, ceilingOf } from "./ceilings.ts";
import { type ComparedSection, comparePeers, type Figure, findLosses } from "./comparePeers.ts";
import { sortKeys, type GasReport } from "./GasReport.ts";

const BEGIN = "<!-- Written by ./sahara gas: begin -->";
const END = "<!-- Written by ./sahara gas: end -->";

const show = (value: number | undefined) =>
  value === undefined ? "–" : value.toLocaleString("en-US");
const row = (...cells: string[]) => `| ${cells.join(" | ")} |`;
const table = (head: string[], align: string[], rows: string[][]) =>
  [row(...head), `|${align.join("|")}|`, ...rows.map((cells) => row(...cells))].join("\n");

/** Above 1 we are dearer, and it is set in bold. */
function showRatio(ratio: Figure["ratio"]): string {
  if (ratio === undefined) return "–";
  return ratio > 1 ? `**${ratio.toFixed(2)}**` : ratio.toFixed(2);
}

function renderSection({ title, peers, rows }: ComparedSection): string {
  const head = ["operation", "scenario", "Sahara", ...peers.flatMap((peer) => [peer, "ratio"])];
  const align = [" --- ", " --- ", " ---: ", ...peers.flatMap(() => [" ---: ", " ---: "])];
  const body = rows.map(({ operation, label, ours, theirs }) => {
    const figures = theirs.flatMap(({ gas, ratio }) => [show(gas), showRatio(ratio)]);
    return [operation, label, show(ours), ...figures];
  });
  const notes = rows.flatMap(({ operation, note }) =>
    note === undefined ? [] : [`- ${operation}: ${note}`],
  );
  return [`### ${title}`, "", table(head, align, body), "", ...notes].join("\n");
}

/** Every cell in which a peer takes less than we do. */
function renderLosses(sections: readonly ComparedSection[]): string {
  return table(
    ["operation", "peer", "takes", "Sahara", "ratio"],
    [" --- ", " --- ", " ---: ", " ---: ", " ---: "],
    findLosses(sections).map(({ operation, peer, theirs, ours, ratio }) => [
      ...[operation, peer, show(theirs), show(ours), showRatio(ratio)],
    ]),
  );
}

function renderScenarios(gas: GasReport["gas"]): string {
  const rows = Object.entries(sortKeys(gas)).map(([scenario, used]) => {
    const ceiling = ceilingOf(scenario, gas);
    const missed = ceiling !== undefined && used > ceiling ? " **missed**" : "";
    return [`\`${scenario}\``, show(used), ceiling === undefined ? "" : show(ceiling) + missed];
  });
  return table(["scenario", "gas", "ceiling"], [" --- ", " ---: ", " ---: "], rows);
}

function renderSizes(sizes: GasReport["bytecodeSizes"]): string {
  const rows = Object.entries(sortKeys(sizes)).map(([name, size]) => [`\`${name}\``, show(size)]);
  return table(["contract", "bytes"], [" --- ", " ---: "], rows);
}

/** Puts the tables of a report between the markers of a page; what people wrote around them stays. */
export function renderBenchmarks(page: string, { gas, bytecodeSizes }: GasReport): string {
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) {
    throw new Error(`the page has no markers "${BEGIN}" and "${END}"`);
  }
  const sections = comparePeers(gas);
  const tables = [
    "## Beside the peers",
    ...sections.map(renderSection),
    "## Where a peer is cheaper",
    renderLosses(sections),
    "## All scenarios",
    renderScenarios(gas),
    "## Bytecode",
    `Runtime bytecode; the ceiling is ${show(BYTECODE_CEILING)} bytes each, the EVM's is 24,576, and the governor's too.`,
    renderSizes(bytecodeSizes),
  ];
  return `${before}${BEGIN}\n\n${tables.join("\n\n")}\n\n${END}${after}`;
}
