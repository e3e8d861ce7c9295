/** The report's only style sheet; it follows the reader's light or dark setting. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #20242c; --soft: #667085; --paper: #fbfaf7; --card: #fff; --line: #e4e0d8;
  --sand: #d9a441; --data: #2f7d6b; --model: #3f63b8; --agent: #8b4fb3; --good: #23855a; --bad: #b3392f; }
@media (prefers-color-scheme: dark) { :root { --ink: #e9e6df; --soft: #a09d96; --paper: #16171a; --card: #1f2125;
  --line: #34363c; --sand: #e3b558; --data: #58b39d; --model: #7f9ff0; --agent: #bd8be0; --good: #57c08f; --bad: #e5766c; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
main { max-width: 1180px; margin: 0 auto; padding: 40px 24px 80px; }
h1 { font-size: 34px; line-height: 1.2; margin: 0 0 8px; } h2 { font-size: 22px; margin: 48px 0 12px; }
p { max-width: 72ch; } .soft { color: var(--soft); }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(170px, 1fr)); gap: 12px; margin: 24px 0; }
.fact { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 14px 16px; }
.fact b { display: block; font-size: 24px; } .fact span { color: var(--soft); font-size: 14px; }
.scroll { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 8px; }
svg { display: block; min-width: 980px; width: 100%; height: auto; font: 13px system-ui, sans-serif; }
svg text { fill: var(--ink); } svg .foot, svg .label { fill: var(--soft); font-size: 12px; } svg .label { text-anchor: middle; }
svg .income { fill: var(--good); text-anchor: middle; } svg .title { font-weight: 600; }
svg .flow { fill: none; stroke: var(--sand); opacity: .75; } svg marker path { fill: var(--sand); }
svg rect { fill: var(--card); stroke: var(--line); stroke-width: 1.5; }
svg .dataset rect { stroke: var(--data); } svg .model rect { stroke: var(--model); } svg .agent rect { stroke: var(--agent); }
table { border-collapse: collapse; width: 100%; background: var(--card); border: 1px solid var(--line); }
.scroll table { border: 0; } tbody tr:last-child td { border-bottom: 0; }
th, td { text-align: left; padding: 8px 12px; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--soft); font-weight: 500; font-size: 14px; } td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.bar { height: 10px; border-radius: 5px; background: var(--sand); min-width: 2px; }
.good { color: var(--good); } .bad { color: var(--bad); } code { font-size: 13px; overflow-wrap: anywhere; } td code { display: block; min-width: 20ch; }
h3 { font-size: 17px; margin: 28px 0 8px; } .facts, .scroll, .pair { margin-top: 14px; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); gap: 14px; }
figure { margin: 0; padding: 14px 16px !important; } figcaption { color: var(--soft); font-size: 14px; margin-bottom: 6px; }
svg.chart { min-width: 0; } .axis { stroke: var(--line); fill: none; } svg .end { text-anchor: end; } svg .value { font-weight: 600; }
svg rect.fill { fill: var(--sand); stroke: none; } svg .area { fill: var(--model); opacity: .14; } svg .line { fill: none; stroke: var(--model); stroke-width: 2.5; }
svg .mark { fill: var(--model); } svg .dot { fill: var(--sand); } svg .big { font-size: 22px; font-weight: 700; text-anchor: middle; }
svg .way { fill: none; stroke: var(--sand); stroke-width: 3; } svg .dashed { stroke-dasharray: 3 5; } svg .sibling { fill: var(--line); } svg .root { fill: var(--good); }
svg rect.kept { fill: var(--line); stroke: none; } svg rect.reward { fill: var(--good); stroke: none; opacity: .55; } svg rect.treasury { fill: var(--sand); stroke: none; opacity: .75; }
.bar.ours { background: var(--good); }
.receipt { background: var(--card); border: 1px solid var(--line); border-top: 4px solid var(--good); border-radius: 12px; padding: 16px 18px; }
.receipt.lie { border-top-color: var(--bad); } .receipt dl { display: grid; grid-template-columns: max-content 1fr; gap: 6px 16px; margin: 12px 0 0; font-size: 14px; }
.receipt dt { color: var(--soft); } .receipt dd { margin: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
@media (max-width: 600px) { main { padding: 24px 16px 48px; } h1 { font-size: 28px; } td:not(.n) { min-width: 14ch; }
  .facts { grid-template-columns: repeat(2, minmax(0, 1fr)); } .fact b { font-size: 20px; } }
`;
