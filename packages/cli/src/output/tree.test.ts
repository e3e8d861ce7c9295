import { expect } from "chai";

import { type Branch, tree } from "./tree.ts";

const draw = (root: bigint, edges: Record<string, Branch[]>) =>
  tree({ root, branches: (id) => edges[`${id}`] ?? [], name: (id) => `asset ${id}` });

describe("tree", () => {
  it("default: draws branches below each other", () => {
    const edges = {
      "4": [
        { id: 3n, label: "FINETUNED_FROM" },
        { id: 1n, label: "TRAINED_ON" },
      ],
      "3": [{ id: 2n, label: "TRAINED_ON" }],
    };

    expect(draw(4n, edges).split("\n")).to.deep.equal([
      "asset 4",
      "├─ FINETUNED_FROM asset 3",
      "│  └─ TRAINED_ON asset 2",
      "└─ TRAINED_ON asset 1",
    ]);
  });

  it("behavior: a root alone is one line", () => {
    expect(draw(1n, {})).to.equal("asset 1");
  });

  it("behavior: names again what it drew before, and does not repeat what is below", () => {
    const edges = {
      "4": [
        { id: 3n, label: "A" },
        { id: 2n, label: "B" },
      ],
      "3": [{ id: 2n, label: "C" }],
      "2": [{ id: 1n, label: "D" }],
    };

    expect(draw(4n, edges).split("\n")).to.deep.equal([
      ...["asset 4", "├─ A asset 3", "│  └─ C asset 2", "│     └─ D asset 1", "└─ B asset 2 ..."],
    ]);
  });

  it("behavior: stays small where the ways multiply", () => {
    const edges: Record<string, Branch[]> = {};
    for (let id = 2n; id <= 40n; id++) {
      const below = { id: id - 1n, label: "" };
      edges[`${id}`] = [below, below];
    }

    expect(draw(40n, edges).split("\n")).to.have.length(79);
  });
});
