import { once } from "node:events";

import { generateLoad } from "./generateLoad.ts";
import type { Plan } from "./Plan.ts";

// The process that calls: it takes a plan from its parent, and gives back what came of it.
const [plan] = (await once(process, "message")) as [Plan];
const outcome = await generateLoad(plan);
process.send?.(outcome);
process.disconnect();
