import { getEventListeners } from "node:events";

import { expect } from "chai";

import { rejection } from "../test/rejection.ts";
import { untilAborted } from "./untilAborted.ts";

const never = new Promise<never>(() => undefined);

describe("untilAborted", () => {
  it("default: gives what the work gives, and forgets the signal", async () => {
    const { signal } = new AbortController();

    expect(await untilAborted(Promise.resolve(7), signal)).to.equal(7);
    expect(getEventListeners(signal, "abort")).to.have.length(0);
  });

  it("behavior: throws the reason when the signal is aborted, before or during the work", async () => {
    const controller = new AbortController();
    const waiting = rejection(untilAborted(never, controller.signal));

    controller.abort(new Error("enough"));

    expect((await waiting).message).to.equal("enough");
    expect((await rejection(untilAborted(never, controller.signal))).message).to.equal("enough");
  });

  it("error: throws what the work throws", async () => {
    const failing = Promise.reject(new Error("no luck"));

    expect((await rejection(untilAborted(failing, new AbortController().signal))).message).to.equal(
      "no luck",
    );
  });
});
