import {
  type AttributionBenchmark,
  DUPLICATES_WORK,
  KNN_WORK,
} from "../attribution/measureAttribution.ts";
import { renderMachine } from "./renderMachine.ts";
import { show, table } from "./table.ts";

const OURS = "sahara";

/** What we hold ourselves to, in seconds. */
const TARGETS = [
  { work: KNN_WORK, seconds: 5 },
  { work: DUPLICATES_WORK, seconds: 60 },
  { work: "the value of each of 6,046 mails, copies dropped", seconds: 10 },
];

/** The section on attribution. */
export function renderAttribution(report: AttributionBenchmark): string[] {
  const { sahara = 0, minhash = 0 } = report.copies;
  return [
    "## What data are worth",
    renderMachine(report.machine),
    renderSeconds(report),
    `Among the 5,000 documents, minhash calls ${show(minhash)} copies, by comparing signatures; sahara ${show(sahara)}, by comparing the documents that signatures propose.`,
    renderTargets(report),
  ];
}

function renderSeconds({ seconds }: AttributionBenchmark): string {
  const rows = Object.entries(seconds).flatMap(([work, byWhom]) => {
    const ours = byWhom[OURS] ?? NaN;
    return Object.entries(byWhom).map(([who, theirs], index) => [
      index === 0 ? work : "",
      who,
      show(theirs, 2),
      who === OURS ? "" : showRatio(theirs / ours),
    ]);
  });
  return table(["one thread", "by", "seconds of CPU time", "ours is faster by"], rows);
}

function showRatio(ratio: number): string {
  const text = `${show(ratio, ratio < 10 ? 2 : 0)} ×`;
  return ratio < 1 ? `**${text}**` : text;
}

function renderTargets({ seconds }: AttributionBenchmark): string {
  const rows = TARGETS.map(({ work, seconds: target }) => {
    const measured = seconds[work]?.[OURS] ?? NaN;
    const verdict = measured <= target ? "met" : "**missed**";
    return [work, `at most ${target} s`, `${show(measured, 2)} s`, verdict];
  });
  return table(["", "target", "measured", ""], rows);
}
