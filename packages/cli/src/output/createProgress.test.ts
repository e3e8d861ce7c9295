import { expect } from "chai";

import { type Clock, createProgress } from "./createProgress.ts";

const ERASE_LINE = "\r\u001b[2K";

/** A progress whose clock the test moves. */
function create(isTerminal: boolean) {
  let ms = 0;
  let due: { at: number; act: () => void } | undefined;
  const clock: Clock = {
    now: () => ms,
    after(wait, act) {
      due = { at: ms + wait, act };
      return () => (due = undefined);
    },
  };
  const written: string[] = [];
  const progress = createProgress({ isTerminal, err: (text) => void written.push(text) }, clock);

  const pass = (wait: number) => {
    ms += wait;
    if (due === undefined || due.at > ms) return;
    const { act } = due;
    due = undefined;
    act();
  };
  return { pass, written, progress };
}

describe("createProgress", () => {
  context("on a terminal", () => {
    it("default: rewrites one line and erases it at the end", () => {
      const { pass, written, progress } = create(true);
      progress.update("one");
      pass(50);
      progress.update("two");
      progress.clear();

      expect(written).to.deep.equal([`${ERASE_LINE}one`, `${ERASE_LINE}two`, ERASE_LINE]);
    });

    it("behavior: does not flicker, and shows the latest", () => {
      const { pass, written, progress } = create(true);
      for (let at = 0; at < 100; at += 10) {
        progress.update(`${at}`);
        pass(10);
      }

      expect(written).to.deep.equal([`${ERASE_LINE}0`, `${ERASE_LINE}40`, `${ERASE_LINE}90`]);
    });

    it("behavior: erases nothing that it did not write", () => {
      const { written, progress } = create(true);
      progress.clear();
      progress.update("one");
      progress.clear();
      progress.clear();

      expect(written).to.deep.equal([`${ERASE_LINE}one`, ERASE_LINE]);
    });
  });

  context("elsewhere, such as in a log", () => {
    it("default: prints a line for every two seconds that work lasts", () => {
      const { pass, written, progress } = create(false);
      for (let at = 0; at <= 5_000; at += 500) {
        progress.update(`${at}`);
        pass(500);
      }

      expect(written).to.deep.equal(["1500\n", "3500\n"]);
    });

    it("behavior: says nothing about what is done at once", () => {
      const { pass, written, progress } = create(false);
      progress.update("one");
      pass(1_999);
      progress.update("two");
      progress.clear();
      pass(1);

      expect(written).to.deep.equal([]);
    });

    it("behavior: prints what was said once, when it takes long", () => {
      const { pass, written, progress } = create(false);
      progress.update("one");
      pass(2_000);
      pass(2_000);

      expect(written).to.deep.equal(["one\n"]);
    });
  });
});
