import { expect } from "chai";

import { createRecent } from "./createRecent.ts";

describe("createRecent", () => {
  let time: number;
  let reads: number;
  beforeEach(() => {
    time = 0;
    reads = 0;
  });

  const read = () => Promise.resolve(++reads);

  it("default: reads once while what it read is recent", async () => {
    const recent = createRecent(100, () => time);

    await recent("a", read);
    time = 99;

    expect(await recent("a", read)).to.equal(1);
  });

  it("behavior: reads again when it is older", async () => {
    const recent = createRecent(100, () => time);

    await recent("a", read);
    time = 100;

    expect(await recent("a", read)).to.equal(2);
  });

  it("behavior: reads other names apart", async () => {
    const recent = createRecent(100, () => time);

    expect([await recent("a", read), await recent("b", read)]).to.deep.equal([1, 2]);
  });

  it("args: maxAgeMs: 0 always reads", async () => {
    const recent = createRecent(0, () => time);

    expect([await recent("a", read), await recent("a", read)]).to.deep.equal([1, 2]);
  });

  it("behavior: what failed is read again", async () => {
    const recent = createRecent(100, () => time);
    await recent("a", () => Promise.reject(new Error("no chain"))).catch(() => undefined);

    expect(await recent("a", read)).to.equal(1);
  });
});
