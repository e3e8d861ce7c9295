import { gasPerCall } from "../chapters/settleCalls.ts";
import type { CallsCard, OperatorCard, Story } from "../story.ts";
import { escapeHtml } from "./escapeHtml.ts";
import { formatGas } from "./formatGas.ts";
import { formatToken } from "./formatToken.ts";
import { cell, fact, number, percent, table } from "./markup.ts";

/** What peers' designs cost a call, measured on their own contracts; the tickets and collections are their own figures. */
const PEERS = [
  { name: "x402 exact: one transfer a call, no attribution", gas: 64_351n },
  { name: "x402 batch settlement, 1,000 calls a voucher, 25 vouchers, no attribution", gas: 22n },
] as const;

const CHART = { width: 520, height: 190, left: 12, base: 150, top: 24 };

/** The operators, the calls that they answered, and how these were settled. */
export function usageSection({ operators, calls }: Story): string {
  return `<h2>Two nodes served the models, call by call</h2>
<p>Each operator ran a node in a process of its own. Customers called over HTTP; every request carried a voucher that promises the sum so far, every answer a receipt that the operator signed. Nothing went on chain until the last voucher of each lane was redeemed.</p>
<div class="facts">${callFacts(calls)}</div>
<div class="pair">${rateChart(calls)}${latencyChart(calls)}</div>
${operatorsTable(operators)}
<h3>How ${formatGas(BigInt(calls.made))} calls became ${calls.settlements.length} transactions</h3>
<div class="scroll">${settlementPicture(calls)}</div>
${offersTable(calls)}
<h3>Gas for one call</h3>
<p class="soft">Here a voucher settled ${Math.round(calls.made / calls.vouchers)} calls, in the lane's first redemption, which also writes its slots. The cost is the voucher's: ten times the calls in a lane make a tenth of it for each.</p>
${gasBars(calls)}`;
}

function callFacts(calls: CallsCard): string {
  return [
    fact(
      formatGas(BigInt(calls.made)),
      `paid calls, ${percent(calls.correct / calls.made)} answered rightly`,
    ),
    fact(
      (calls.made / calls.seconds).toFixed(0),
      "calls a second, nodes, chain and customers on one machine",
    ),
    fact(`${percentile(calls, 0.5)} ms`, "median from request to signed answer"),
    fact(`${percentile(calls, 0.99)} ms`, "99th percentile"),
    fact(formatGas(gasPerCall(calls)), "gas a call"),
    fact(formatToken(calls.settled), "SAHARA settled"),
  ].join("");
}

/** Calls a second over the time of the run. */
function rateChart({ rate, seconds }: CallsCard): string {
  const slice = seconds / rate.length;
  const perSecond = rate.map((count) => count / slice);
  const most = Math.max(...perSecond);
  const step = (CHART.width - 2 * CHART.left) / rate.length;
  const bars = perSecond.map((value, index) => {
    const height = (value / most) * (CHART.base - CHART.top);
    return `<rect class="fill" x="${(CHART.left + index * step).toFixed(1)}" y="${(CHART.base - height).toFixed(1)}" width="${(step - 3).toFixed(1)}" height="${height.toFixed(1)}" rx="2"><title>${value.toFixed(0)} calls a second</title></rect>`;
  });
  return chart(
    "Calls a second",
    `${bars.join("")}
<text class="foot" x="${CHART.left}" y="${CHART.base + 22}">0 s</text>
<text class="foot end" x="${CHART.width - CHART.left}" y="${CHART.base + 22}">${seconds.toFixed(0)} s</text>
<text class="foot end" x="${CHART.width - CHART.left}" y="16">peak ${most.toFixed(0)}</text>`,
  );
}

/** How long answers took: all calls in rising order, percentiles marked. */
function latencyChart(calls: CallsCard): string {
  const { latencies } = calls;
  const most = Math.max(1, percentile(calls, 0.995));
  const x = (share: number) => CHART.left + share * (CHART.width - 2 * CHART.left);
  const y = (ms: number) => CHART.base - (Math.min(ms, most) / most) * (CHART.base - CHART.top);
  const points = Array.from({ length: 101 }, (_, index) => {
    const at = Math.min(latencies.length - 1, Math.floor((index * latencies.length) / 100));
    return `${x(index / 100).toFixed(1)},${y(latencies[at] ?? 0).toFixed(1)}`;
  });
  const marks = [0.5, 0.9, 0.99].map((share) => {
    const ms = percentile(calls, share);
    return `<circle class="mark" cx="${x(share).toFixed(1)}" cy="${y(ms).toFixed(1)}" r="4"/>
<text class="value end" x="${(x(share) - 8).toFixed(1)}" y="${(y(ms) - 6).toFixed(1)}">p${100 * share}: ${ms} ms</text>`;
  });
  return chart(
    "Latency, from the fastest call to the slowest",
    `<polygon class="area" points="${x(0)},${CHART.base} ${points.join(" ")} ${x(1)},${CHART.base}"/>
<polyline class="line" points="${points.join(" ")}"/>${marks.join("")}
<text class="foot" x="${CHART.left}" y="${CHART.base + 22}">fastest</text>
<text class="foot end" x="${CHART.width - CHART.left}" y="${CHART.base + 22}">slowest</text>`,
  );
}

function chart(title: string, inside: string): string {
  return `<figure class="scroll"><figcaption>${escapeHtml(title)}</figcaption>
<svg class="chart" viewBox="0 0 ${CHART.width} ${CHART.height}" role="img" aria-label="${escapeHtml(title)}">
<line class="axis" x1="${CHART.left}" x2="${CHART.width - CHART.left}" y1="${CHART.base}" y2="${CHART.base}"/>${inside}</svg></figure>`;
}

/** Calls on the left flow into vouchers, these into transactions, these into the shares of those who earn. */
function settlementPicture({ made, vouchers, settlements, settled }: CallsCard): string {
  const columns = [
    { title: formatGas(BigInt(made)), line: "calls, each with a receipt", dots: 240, radius: 2 },
    { title: String(vouchers), line: "last vouchers, one a lane", dots: vouchers, radius: 5 },
    {
      title: String(settlements.length),
      line: "transactions",
      dots: settlements.length,
      radius: 10,
    },
    { title: formatToken(settled), line: "SAHARA to owners and operators", dots: 1, radius: 16 },
  ];
  const width = 260;
  const middle = 84;
  const parts = columns.map(({ title, line, dots, radius }, index) => {
    const center = index * width + width / 2;
    const rows = Math.ceil(Math.sqrt(dots / 2.4));
    const across = Math.ceil(dots / rows);
    const gap = radius * 3;
    const circles = Array.from({ length: dots }, (_, dot) => {
      const x = center + ((dot % across) - (across - 1) / 2) * gap;
      const y = middle + (Math.floor(dot / across) - (rows - 1) / 2) * gap;
      return `<circle class="dot" cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${radius}"/>`;
    });
    const tip =
      index === 0
        ? ""
        : `<path class="flow" d="M${index * width - 24} ${middle} h40" stroke-width="3" marker-end="url(#tip)"/>`;
    return `${tip}${circles.join("")}<text class="big" x="${center}" y="172">${escapeHtml(title)}</text><text class="label" x="${center}" y="192">${escapeHtml(line)}</text>`;
  });
  return `<svg viewBox="0 0 ${columns.length * width} 206" role="img" aria-label="From calls to transactions">${parts.join("\n")}</svg>`;
}

function operatorsTable(operators: OperatorCard[]): string {
  return table(
    ["Operator", "Node", "Stake (SAHARA)", "Calls answered", "Its share (SAHARA)"],
    operators.map(({ name, endpoint, process, stake, calls, earned }) => [
      cell(name),
      `<td><code>${escapeHtml(endpoint)}</code>, process ${process}</td>`,
      number(formatToken(stake)),
      number(formatGas(BigInt(calls))),
      number(formatToken(earned)),
    ]),
  );
}

function offersTable({ offers }: CallsCard): string {
  return table(
    ["Model", "Served by", "Price a call", "Calls", "Income (SAHARA)"],
    offers.map(({ model, operator, price, calls, gross }) => [
      cell(model),
      cell(operator),
      number(formatToken(price)),
      number(formatGas(BigInt(calls))),
      number(formatToken(gross)),
    ]),
  );
}

/** Ours between the peers', on a scale of powers of ten. */
function gasBars(calls: CallsCard): string {
  const ours = {
    name: `Sahara, ${Math.round(calls.made / calls.vouchers)} calls a voucher, split and receipts' root stored`,
    gas: gasPerCall(calls),
  };
  const [dearest] = PEERS;
  const scale = (gas: bigint) => (100 * Math.log10(Number(gas))) / Math.log10(Number(dearest.gas));
  return table(
    ["Design", "Gas a call", "on a logarithmic scale"],
    [...PEERS, ours].map(({ name, gas }) => [
      cell(name),
      number(formatGas(gas)),
      `<td style="width:40%"><div class="bar${gas === ours.gas ? " ours" : ""}" style="width:${scale(gas).toFixed(1)}%"></div></td>`,
    ]),
  );
}

/** The latency that such a share of the calls stayed within. */
export function percentile({ latencies }: Pick<CallsCard, "latencies">, share: number): number {
  return latencies[Math.min(latencies.length - 1, Math.floor(share * latencies.length))] ?? 0;
}
