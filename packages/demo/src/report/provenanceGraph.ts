import type { AssetCard, Crowd, Story } from "../story.ts";
import { escapeHtml } from "./escapeHtml.ts";
import { formatToken } from "./formatToken.ts";

type Box = { x: number; y: number; width: number; height: number };

const COLUMN = 216;
/** Room for the arrows that fan out to the contributors. */
const FAN = 72;
const BOX = { width: 168, height: 76 };
const TOP = 24;
const ROW = 92;

/** The picture of the whole story, left to right: who brought the data, what was made of it, where the money came in. */
export function provenanceGraph({ contributors, assets, income }: Story): string {
  const { crowds } = contributors;
  const rows = Math.max(crowds.length, 1);
  const height = TOP * 2 + rows * ROW;
  const middle = height / 2 - BOX.height / 2;
  const columnOf = new Map(assets.map((asset, index) => [asset.id, index + 1]));
  const boxOf = (asset: AssetCard): Box => ({
    x: 16 + FAN + (columnOf.get(asset.id) ?? 0) * COLUMN,
    y: middle,
    ...BOX,
  });
  const people = crowds.map((crowd, index) => ({
    crowd,
    box: { x: 16, y: TOP + index * ROW, ...BOX },
  }));
  const dataset = assets[0];
  const customers: Box = { x: 16 + FAN + (assets.length + 1) * COLUMN, y: middle, ...BOX };

  const arrows = [
    ...(dataset === undefined
      ? []
      : people.map(({ crowd, box }) =>
          arrow(boxOf(dataset), box, `${(Number(crowd.units) / 1e6).toFixed(1)} %`, crowd.units),
        )),
    ...assets.flatMap((asset) =>
      asset.parents.flatMap(({ id, royaltyBps }) => {
        const parent = assets.find((other) => other.id === id);
        return parent === undefined
          ? []
          : [
              arrow(
                boxOf(asset),
                boxOf(parent),
                `${royaltyBps / 100} %`,
                BigInt(royaltyBps) * 10_000n,
              ),
            ];
      }),
    ),
    ...assets
      .filter(({ id }) => income.some(({ asset }) => asset === id))
      .map((asset) => incoming(asset, boxOf(asset), income)),
  ];
  const boxes = [
    ...people.map(({ crowd, box }) => crowdBox(crowd, box)),
    ...assets.map((asset) => assetBox(asset, boxOf(asset))),
    box(
      customers,
      "who",
      "Customers",
      `${income.length} payments`,
      `${formatToken(total(income))} SAHARA`,
    ),
  ];
  const width = customers.x + BOX.width + 16;
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="Provenance and the way of the money">
<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>
${lastArrow(assets.at(-1), boxOf, customers)}
${arrows.join("\n")}
${boxes.join("\n")}
</svg>`;
}

const total = (income: Story["income"]) => income.reduce((sum, { amount }) => sum + amount, 0n);

function arrow(from: Box, to: Box, label: string, weight: bigint): string {
  const [x1, y1] = [from.x, from.y + from.height / 2];
  const [x2, y2] = [to.x + to.width + 4, to.y + to.height / 2];
  const bend = (x1 + x2) / 2;
  const thickness = 1.2 + (6 * Number(weight)) / 1e8;
  return `<path class="flow" d="M${x1} ${y1} C${bend} ${y1} ${bend} ${y2} ${x2} ${y2}" stroke-width="${thickness.toFixed(1)}" marker-end="url(#tip)"/>
<text class="label" x="${x2 + 26}" y="${y2 - 8}">${escapeHtml(label)}</text>`;
}

function incoming(asset: AssetCard, at: Box, income: Story["income"]): string {
  const sum = total(income.filter((entry) => entry.asset === asset.id));
  return `<text class="income" x="${at.x + at.width / 2}" y="${at.y + at.height + 20}">+ ${formatToken(sum)} paid in</text>`;
}

function lastArrow(
  asset: AssetCard | undefined,
  boxOf: (asset: AssetCard) => Box,
  customers: Box,
): string {
  return asset === undefined ? "" : arrow(customers, boxOf(asset), "pay", 60_000_000n);
}

function crowdBox({ name, earning, earned }: Crowd, at: Box): string {
  return box(
    at,
    "who",
    name,
    `${earning.toLocaleString("en")} contributors`,
    `${formatToken(earned)} SAHARA`,
  );
}

function assetBox(asset: AssetCard, at: Box): string {
  return box(at, asset.kind.toLowerCase(), `#${asset.id} ${asset.name}`, asset.kind, asset.cid);
}

function box(at: Box, kind: string, title: string, line: string, foot: string): string {
  const short = foot.length > 24 ? `${foot.slice(0, 12)}…${foot.slice(-8)}` : foot;
  return `<g class="box ${kind}"><title>${escapeHtml(`${title}: ${foot}`)}</title>
<rect x="${at.x}" y="${at.y}" width="${at.width}" height="${at.height}" rx="10"/>
<text class="title" x="${at.x + 12}" y="${at.y + 24}">${escapeHtml(title)}</text>
<text x="${at.x + 12}" y="${at.y + 44}">${escapeHtml(line)}</text>
<text class="foot" x="${at.x + 12}" y="${at.y + 63}">${escapeHtml(short)}</text></g>`;
}
