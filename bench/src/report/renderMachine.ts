import type { Machine } from "../machine.ts";

/** One sentence about where and when something was measured. */
export function renderMachine(machine: Machine): string {
  const { cpu, cores, memoryGiB, system, node, loadBefore, measuredAt } = machine;
  const where = `${cpu}, ${cores} cores, ${memoryGiB} GiB; ${system}; Node.js ${node}`;
  return `Measured ${measuredAt.slice(0, 10)} on ${where}. Load of the machine before: ${loadBefore.toFixed(2)}.`;
}
