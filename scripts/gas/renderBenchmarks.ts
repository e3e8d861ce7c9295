import { BYTECODE_CEILING, ceilingOf } from "./ceilings.ts";
import { sortKeys, type GasReport } from "./GasReport.ts";
import { PEER_SECTIONS, type PeerRow, type PeerSection } from "./peers.ts";

const BEGIN = "<!-- Written by ./sahara gas: begin -->";
const END = "<!-- Written by ./sahara gas: end -->";

const show = (value: number | undefined) =>
  value === undefined ? "–" : value.toLocaleString("en-US");
const row = (...cells: string[]) => `| ${cells.join(" | ")} |`;
const table = (head: string[], align: string[], rows: string[][]) =>
  [row(...head), `|${align.join("|")}|`, ...rows.map((cells) => row(...cells))].join("\n");

const labelOf = ({ ours }: PeerRow) => (typeof ours === "string" ? `\`${ours}\`` : ours.label);
const gasOf = ({ ours }: PeerRow, gas: GasReport["gas"]) =>
  typeof ours === "string" ? gas[ours] : ours.gas(gas);

/** A peer's figure: known, or measured in the same run. */
const figureOf = (theirs: PeerRow["theirs"][number], gas: GasReport["gas"]) =>
  typeof theirs === "string" ? gas[theirs] : theirs;

/** Ours divided by theirs; above 1 we are dearer, and it is set in bold. */
function showRatio(ours: number | undefined, theirs: number | undefined): string {
  if (ours === undefined || theirs === undefined) return "–";
  const ratio = (ours / theirs).toFixed(2);
  return ours > theirs ? `**${ratio}**` : ratio;
}

function renderSection({ title, peers, rows }: PeerSection, gas: GasReport["gas"]): string {
  const head = ["operation", "scenario", "Sahara", ...peers.flatMap((peer) => [peer, "ratio"])];
  const align = [" --- ", " --- ", " ---: ", ...peers.flatMap(() => [" ---: ", " ---: "])];
  const body = rows.map((each) => {
    const ours = gasOf(each, gas);
    const theirs = each.theirs
      .map((figure) => figureOf(figure, gas))
      .flatMap((figure) => [show(figure), showRatio(ours, figure)]);
    return [each.operation, labelOf(each), show(ours), ...theirs];
  });
  const notes = rows.flatMap(({ operation, note }) =>
    note === undefined ? [] : [`- ${operation}: ${note}`],
  );
  return [`### ${title}`, "", table(head, align, body), "", ...notes].join("\n");
}

/** Every cell in which a peer takes less than we do. */
function renderLosses(gas: GasReport["gas"]): string {
  const losses = PEER_SECTIONS.flatMap(({ peers, rows }) =>
    rows.flatMap((each) => {
      const ours = gasOf(each, gas);
      return each.theirs
        .map((figure) => figureOf(figure, gas))
        .flatMap((theirs, i) =>
          ours === undefined || theirs === undefined || ours <= theirs
            ? []
            : [[each.operation, peers[i] ?? "", show(theirs), show(ours), showRatio(ours, theirs)]],
        );
    }),
  );
  return table(
    ["operation", "peer", "takes", "Sahara", "ratio"],
    [" --- ", " --- ", " ---: ", " ---: ", " ---: "],
    losses,
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
  const tables = [
    "## Beside the peers",
    ...PEER_SECTIONS.map((section) => renderSection(section, gas)),
    "## Where a peer is cheaper",
    renderLosses(gas),
    "## All scenarios",
    renderScenarios(gas),
    "## Bytecode",
    `Runtime bytecode; the ceiling is ${show(BYTECODE_CEILING)} bytes each, the EVM's is 24,576, and the governor's too.`,
    renderSizes(bytecodeSizes),
  ];
  return `${before}${BEGIN}\n\n${tables.join("\n\n")}\n\n${END}${after}`;
}
