import { isTaskName, TASKS } from "./tasks.ts";

// A process of its own for each task, so that its memory is its own: taskMain <task> <folder> <MiB>.
const [name = "", folder = "", mebibytes = "0"] = process.argv.slice(2);
if (!isTaskName(name)) throw new Error(`there is no task "${name}"`);

const before = process.cpuUsage();
const start = performance.now();
const bytes = await TASKS[name]({ folder, mebibytes: Number(mebibytes) });
const seconds = (performance.now() - start) / 1_000;
const { user, system } = process.cpuUsage(before);
const peakMiB = process.resourceUsage().maxRSS / 1_024;
process.stdout.write(
  JSON.stringify({ bytes, seconds, cpuSeconds: (user + system) / 1e6, peakMiB }),
);
