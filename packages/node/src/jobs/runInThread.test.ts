import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { deserialize } from "@sahara/models";
import { expect } from "chai";

import { rejection } from "../../test/rejection.ts";
import { trainSpamFilters } from "../../test/spamFilters.ts";
import { runInThread, ThreadLostError } from "./runInThread.ts";
import type { TrainedFilter, TrainingOrder } from "./trainOnMails.ts";

const TRAINING = new URL("trainingThread.ts", import.meta.url);

const threadOf = (code: string) =>
  new URL(`data:text/javascript,import{parentPort,workerData}from"node:worker_threads";${code}`);

describe("runInThread", function () {
  this.timeout(120_000);

  async function trainingOrder(): Promise<TrainingOrder> {
    const { someMails } = await trainSpamFilters();
    const mails = someMails.map(({ path: id, content: bytes }) => {
      const group = id.split("/").slice(0, -1).join("/");
      return { id, group, label: group.includes("spam") ? "spam" : "ham", bytes } as const;
    });
    return { mails, parent: undefined, options: { epochs: 50 } };
  }

  it("default: returns what the module posts", async () => {
    const doubling = threadOf("parentPort.postMessage(2*workerData)");

    expect(await runInThread<number>(doubling, 21, new AbortController().signal)).to.equal(42);
  });

  it("behavior: a server in the same process answers while a filter is trained", async () => {
    const order = await trainingOrder();
    const server = createServer((_, response) => response.end("ok")).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    let trained: TrainedFilter | undefined;
    const { signal } = new AbortController();
    const training = runInThread<TrainedFilter>(TRAINING, order, signal).then((filter) => {
      trained = filter;
    });
    let answers = 0;
    try {
      while (trained === undefined) {
        expect(await (await fetch(`http://127.0.0.1:${port}/health`)).text()).to.equal("ok");
        answers++;
      }
      await training;
    } finally {
      server.close();
    }
    expect(answers).to.be.greaterThan(5);
    expect(deserialize(trained.artefact).parentHash).to.equal(undefined);
    expect(trained.measures.mails).to.equal(order.mails.length);
  });

  it("behavior: a thread that never ends is ended with the signal", async () => {
    const giveUp = new AbortController();
    const endless = runInThread(threadOf("for(;;);"), 0, giveUp.signal);

    giveUp.abort();

    expect((await rejection(endless)).name).to.equal("AbortError");
  });

  it("error: what the module throws, and that it ended without a result", async () => {
    const { signal } = new AbortController();

    const thrown = await rejection(runInThread(threadOf('throw new RangeError("no")'), 0, signal));
    expect(thrown).to.include({ name: "RangeError", message: "no" });
    expect(await rejection(runInThread(threadOf("process.exit(3)"), 0, signal))).to.be.instanceOf(
      ThreadLostError,
    );
  });
});
