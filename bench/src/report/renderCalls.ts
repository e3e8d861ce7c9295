import type { CallsReport, LoadFigures } from "../calls/measureCalls.ts";
import { CALL_BYTES } from "../machine.ts";
import { renderMachine } from "./renderMachine.ts";
import { show, table } from "./table.ts";

/** What we hold ourselves to. */
const TARGET_CALLS_PER_SECOND = 2_000;
const TARGET_ADDED_MS = 0.4;

/** The section on paid calls. */
export function renderCalls(report: CallsReport): string[] {
  return [
    "## Paid calls, end to end",
    renderSetting(report),
    "### Under load",
    renderLoad(report),
    "### One call at a time",
    renderLowLoad(report),
    "### What we hold ourselves to",
    renderTargets(report),
    "### Where the time goes",
    renderProfile(report),
  ];
}

function renderSetting({ machine, cores, fsyncMs, repeats, secondsEach, clients }: CallsReport) {
  const [server = "", others = ""] = cores?.split(" / ") ?? [];
  const placed =
    cores === null
      ? "Processes ran where the system put them."
      : `The server, all its threads, ran on core ${server} alone; load generator and chain on ${others}.`;
  return [
    renderMachine(machine),
    placed,
    `To write ${CALL_BYTES / 1024} KiB, as a call does, and have them on the disk takes ${show(fsyncMs, 2)} ms (median).`,
    `Medians of ${repeats} runs of ${secondsEach} s each after a warm-up;`,
    `${clients.voucher} clients side by side, ${clients.x402} for x402.`,
  ].join("\n");
}

function renderLoad({ load }: CallsReport): string {
  const rows = Object.entries(load).map(([name, figures]) => [
    name,
    show(figures.callsPerSecond, figures.callsPerSecond < 100 ? 1 : 0),
    `${show(figures.slowestRun)} to ${show(figures.fastestRun)}`,
    show(figures.p50Ms, 2),
    show(figures.p99Ms, 2),
    show(figures.serverCpuMsPerCall, 3),
    showShare(figures.serverUse),
    showShare(figures.clientUse),
  ]);
  const head = ["", "calls/s", "runs", "p50 ms", "p99 ms"];
  return table([...head, "server CPU ms a call", "server's core", "client's core"], rows);
}

function showShare(share: LoadFigures["serverUse"]): string {
  return share === null ? "–" : `${show(share * 100)} %`;
}

function renderLowLoad({ lowLoad }: CallsReport): string {
  const rows = Object.entries(lowLoad).map(([name, { p50Ms, p99Ms, wholeMs }]) => [
    name,
    show(p50Ms, 3),
    show(p99Ms, 3),
    show(wholeMs, 3),
  ]);
  return table(["", "p50 ms", "p99 ms", "p50 ms with the client's own work"], rows);
}

function renderTargets(report: CallsReport): string {
  const { load, lowLoad, fsyncMs } = report;
  const rate = load["node, voucher"]?.callsPerSecond ?? 0;
  const [paid, free] = [lowLoad["node, voucher"], lowLoad["node, not paid"]];
  const added = (paid?.p50Ms ?? NaN) - (free?.p50Ms ?? NaN);
  const rows = [
    [
      "paid calls a second on one core",
      `at least ${show(TARGET_CALLS_PER_SECOND)}`,
      show(rate),
      verdict(rate >= TARGET_CALLS_PER_SECOND),
    ],
    [
      "median latency that payment adds, one call at a time",
      `at most ${show(TARGET_ADDED_MS, 1)} ms`,
      `${show(added, 3)} ms; ${show(added - fsyncMs, 3)} ms without the disk`,
      verdict(added <= TARGET_ADDED_MS),
    ],
  ];
  return table(["", "target", "measured", ""], rows);
}

function verdict(met: boolean): string {
  return met ? "met" : "**missed**";
}

function renderProfile({ profile }: CallsReport): string {
  const entries = Object.entries(profile.microsecondsPerCall);
  const busy = entries.filter(([work]) => work !== "idle");
  const sum = busy.reduce((total, [, us]) => total + us, 0);
  const rows = busy.map(([work, us]) => [work, show(us, 1), `${show((us / sum) * 100)} %`]);
  const about = `The node's main thread, sampled by V8 in a run of its own (${show(profile.callsPerSecond)} calls/s while sampled).`;
  return [about, table(["", "µs a call", "share"], [...rows, ["sum", show(sum, 1), ""]])].join(
    "\n\n",
  );
}
