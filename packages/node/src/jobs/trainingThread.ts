import { parentPort, workerData } from "node:worker_threads";

import { trainOnMails, type TrainingOrder } from "./trainOnMails.ts";

// What runs in a thread of its own: it is given an order, and posts the filter that came of it.
parentPort?.postMessage(trainOnMails(workerData as TrainingOrder));
