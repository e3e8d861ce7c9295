import { expect } from "chai";
import { createRandom, shuffle } from "./shuffle.ts";

const items = Array.from({ length: 100 }, (_, i) => i);

function shuffled(seed: number): number[] {
  const copy = [...items];
  shuffle(copy, createRandom(seed));
  return copy;
}

describe("createRandom", () => {
  it("default: is mulberry32", () => {
    const random = createRandom(1);

    expect(random() / 2 ** 32).to.equal(0.6270739405881613);
  });

  it("behavior: spreads evenly", () => {
    const random = createRandom(7);
    const counts = new Array<number>(8).fill(0);
    for (let i = 0; i < 8_000; i++) counts[random() >>> 29]!++;

    for (const count of counts) expect(count).to.be.within(880, 1_120);
  });
});

describe("shuffle", () => {
  it("default: keeps every item once, in another order", () => {
    expect(shuffled(1)).to.have.members(items);
    expect(shuffled(1)).to.not.deep.equal(items);
  });

  it("args: random: the same seed gives the same order, another one another", () => {
    expect(shuffled(5)).to.deep.equal(shuffled(5));
    expect(shuffled(5)).to.not.deep.equal(shuffled(6));
  });

  it("behavior: gives each of three items each place about as often", () => {
    const random = createRandom(3);
    const firsts = new Map<string, number>();
    for (let i = 0; i < 6_000; i++) {
      const order = ["a", "b", "c"];
      shuffle(order, random);
      firsts.set(order.join(""), (firsts.get(order.join("")) ?? 0) + 1);
    }

    expect(firsts.size).to.equal(6);
    for (const count of firsts.values()) expect(count).to.be.within(880, 1_120);
  });
});
