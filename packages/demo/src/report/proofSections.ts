import type { ReceiptsCard, Slashing } from "../story.ts";
import { escapeHtml } from "./escapeHtml.ts";
import { formatExact } from "./formatExact.ts";
import { formatGas } from "./formatGas.ts";
import { formatToken } from "./formatToken.ts";
import { cell, fact, number, table } from "./markup.ts";

/** What a receipt says, and the way from it to the root that the chain keeps. */
export function receiptsSection({ proved, gas, refused, example }: ReceiptsCard): string {
  return `<h2>What a receipt proves</h2>
<p>A customer keeps receipts, the chain 32 bytes a lane: the root over all its receipts, which the customer's own vouchers acknowledged. With 32 hashes anyone shows any single call to any contract: that it was made, of which model, with what answer, for how much, signed by a key that the operator had at that time, and that it was paid. ${proved} receipts were proved so, for ${formatGas(gas)} gas each if a contract asks.</p>
<div class="pair"><div class="receipt">${receiptRows(example)}</div><figure class="scroll"><figcaption>From the receipt to the root</figcaption>${pathPicture(example)}</figure></div>
${table(
  ["Shown to the chain", "What it said"],
  [
    [
      cell("the receipt as signed, in its place"),
      `<td class="good">proved${example.settled ? ", and settled" : ""}</td>`,
    ],
    ...refused.map(({ what, error }) => [
      cell(what),
      `<td class="bad"><code>${escapeHtml(error)}</code></td>`,
    ]),
  ],
)}`;
}

function receiptRows(receipt: ReceiptsCard["example"]): string {
  const rows: [string, string][] = [
    ["customer", receipt.customer],
    ["answered by", receipt.operator],
    ["model", `${receipt.model}, ${short(receipt.modelHash)}`],
    ["mail", receipt.mail],
    ["answer", receipt.label],
    ["hash of the request", short(receipt.requestHash)],
    ["hash of the answer", short(receipt.responseHash)],
    ["call of the lane", `${receipt.seq} of ${receipt.of}`],
    ["price", `${formatToken(receipt.amount)} SAHARA`],
    ["all calls up to it", `${formatToken(receipt.cumulative)} SAHARA`],
    ["signature", short(receipt.signature)],
  ];
  return `<b>Receipt ${escapeHtml(short(receipt.digest))}</b><dl>${rows.map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`).join("")}</dl>`;
}

/** The path of the proof: one node a height, its sibling on the side where it stands. */
function pathPicture({ siblings, seq, root, digest }: ReceiptsCard["example"]): string {
  const shown = 9;
  const step = 30;
  const height = (shown + 2) * step + 40;
  const x = (level: number) => 300 - level * 8;
  const y = (level: number) => height - 26 - level * step;
  const levels = Array.from({ length: shown }, (_, level) => {
    const isRight = ((seq - 1n) >> BigInt(level)) % 2n === 1n;
    const side = isRight ? -150 : 150;
    const from = x(level);
    const up = x(level + 1);
    return `<path class="way" d="M${from} ${y(level)} L${up} ${y(level + 1)}"/><path class="axis" d="M${from + side} ${y(level)} L${up} ${y(level + 1)}"/>
<circle class="dot" cx="${from}" cy="${y(level)}" r="6"/><circle class="sibling" cx="${from + side}" cy="${y(level)}" r="5"/>
<text class="foot" x="${from + side + 10}" y="${y(level) + 4}">${escapeHtml(short(siblings[level] ?? "", 4))}</text>`;
  });
  const end = x(shown);
  return `<svg class="chart" viewBox="0 0 520 ${height}" role="img" aria-label="The Merkle path of the receipt">
${levels.join("\n")}
<path class="way dashed" d="M${end} ${y(shown)} L${end} ${y(shown + 1)}"/><circle class="dot" cx="${end}" cy="${y(shown)}" r="6"/>
<circle class="root" cx="${end}" cy="${y(shown + 1)}" r="9"/>
<text class="value" x="${end + 16}" y="${y(shown + 1) + 5}">root on chain ${escapeHtml(short(root, 6))}</text>
<text class="foot" x="${end + 16}" y="${y(shown) + 4}">${siblings.length - shown} more siblings</text>
<text class="value" x="${x(0) + 12}" y="${y(0) + 20}">receipt ${escapeHtml(short(digest, 6))}</text></svg>`;
}

/** The operator that signed twice, and what it cost it. */
export function slashingSection(slashing: Slashing): string {
  const { operator, reporter, receipts, stakeBefore, slashed, reward, gas, seq, listed } = slashing;
  return `<h2>One operator lied, and lost half its stake</h2>
<p>${escapeHtml(operator)} answered a call of ${escapeHtml(reporter)}, and later showed another receipt for the same place of the lane, at twice the price. The caller compares every receipt with what it keeps; two signatures for one place are all the evidence there has to be. No court, no vote: a contract read both and slashed, in one transaction of ${formatGas(gas)} gas.</p>
<div class="pair even">${receipts.map((receipt, index) => twin(receipt, index, seq)).join("")}</div>
<div class="scroll">${stakePicture(slashing)}</div>
<div class="facts">${[
    fact(formatToken(stakeBefore), `SAHARA staked by ${operator}`),
    fact(formatToken(slashed), "SAHARA slashed"),
    fact(formatToken(reward), `SAHARA reward of ${reporter}`),
    fact(listed ? "yes" : "no", "still found by callers"),
  ].join("")}</div>`;
}

function twin(receipt: Slashing["receipts"][number], index: number, seq: bigint): string {
  const rows: [string, string][] = [
    ["call of the lane", seq.toString()],
    ["hash of the answer", short(receipt.responseHash)],
    ["price", `${formatToken(receipt.amount)} SAHARA`],
    ["digest", short(receipt.digest)],
  ];
  return `<div class="receipt ${index === 0 ? "" : "lie"}"><b>${index === 0 ? "What it signed with the answer" : "What it signed afterwards"}</b><dl>${rows.map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`).join("")}</dl></div>`;
}

/** The stake as one bar: what is left, the reporter's, the treasury's. */
function stakePicture({ stakeBefore, slashed, reward, reporter }: Slashing): string {
  const width = 1_000;
  const part = (amount: bigint) => (Number(amount) / Number(stakeBefore)) * width;
  const parts = [
    { amount: stakeBefore - slashed, kind: "kept", name: "left" },
    { amount: reward, kind: "reward", name: reporter },
    { amount: slashed - reward, kind: "treasury", name: "treasury" },
  ];
  let x = 10;
  const bars = parts.map(({ amount, kind, name }) => {
    const at = x;
    x += part(amount);
    const text = (className: string, y: number, content: string) =>
      `<text class="${className}" x="${(at + 10).toFixed(1)}" y="${y}">${escapeHtml(content)}</text>`;
    return `<rect class="${kind}" x="${at.toFixed(1)}" y="14" width="${(part(amount) - 3).toFixed(1)}" height="52" rx="6"/>${text("foot", 34, name)}${text("value", 55, formatToken(amount))}`;
  });
  return `<svg viewBox="0 0 ${width + 20} 80" role="img" aria-label="What became of the stake">${bars.join("")}</svg>`;
}

const short = (hex: string, shown = 8) =>
  hex.length > 2 * shown + 4 ? `${hex.slice(0, shown + 2)}…${hex.slice(-shown)}` : hex;

/** A row of amounts in SAHARA, to the last base unit, under their names. */
export function amounts(named: Readonly<Record<string, bigint>>): string {
  return table(Object.keys(named), [
    Object.values(named).map((amount) => number(formatExact(amount))),
  ]);
}
