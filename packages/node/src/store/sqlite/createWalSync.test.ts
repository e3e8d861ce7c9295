import { expect } from "chai";

import { rejection } from "../../../test/rejection.ts";
import { createWalSync } from "./createWalSync.ts";

/** A log whose syncs end when a test says so. */
function createLog() {
  const running: { resolve: () => void; reject: (error: Error) => void }[] = [];
  let syncs = 0;
  const datasync = () => {
    syncs++;
    return new Promise<void>((resolve, reject) => running.push({ resolve, reject }));
  };
  return {
    log: { datasync, close: async () => undefined },
    /** The sync that is running, once it has begun. */
    next: async () => {
      while (running.length === 0) await Promise.resolve();
      return running.shift()!;
    },
    syncs: () => syncs,
  };
}

describe("createWalSync", () => {
  it("default: who asks while a sync runs shares the next, which sees what they wrote", async () => {
    const { log, next, syncs } = createLog();
    const wal = createWalSync(log);
    const ended: string[] = [];

    const first = wal.sync().then(() => ended.push("first"));
    const running = await next();
    const others = ["second", "third"].map((name) => wal.sync().then(() => ended.push(name)));
    running.resolve();
    await first;
    expect(ended).to.deep.equal(["first"]);

    (await next()).resolve();
    await Promise.all(others);
    expect(ended).to.deep.equal(["first", "second", "third"]);
    expect(syncs()).to.equal(2);
  });

  it("behavior: settled waits for what was asked for, and asks for nothing", async () => {
    const { log, next, syncs } = createLog();
    const wal = createWalSync(log);
    await wal.settled();
    expect(syncs()).to.equal(0);

    const synced = wal.sync();
    const settled = wal.settled();
    (await next()).resolve();
    await Promise.all([synced, settled]);
    expect(syncs()).to.equal(1);
  });

  it("error: after a sync that failed nothing counts as written any more", async () => {
    const { log, next, syncs } = createLog();
    const wal = createWalSync(log);
    const failed = wal.sync();
    const fault = new Error("the disk is gone");
    (await next()).reject(fault);

    expect(await rejection(failed)).to.equal(fault);
    expect(await rejection(wal.sync())).to.equal(fault);
    expect(await rejection(wal.settled())).to.equal(fault);
    expect(syncs()).to.equal(1);
    await wal.close();
  });
});
