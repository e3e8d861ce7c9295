import { expect } from "chai";

import { formatPeers } from "./formatPeers.ts";

const MEASURED = {
  ...{ listOnChain: 60_000, buyOnChain: 127_000, cancelAll: 45_000 },
  ...{ seaportValidate: 71_000, seaportSaleValidated: 106_000, seaportCancelAll: 45_000 },
};

describe("formatPeers", () => {
  const lines = formatPeers(MEASURED).split("\n");
  const lineOf = (operation: string) =>
    lines
      .find((line) => line.startsWith(operation))
      ?.trim()
      .split(/ {2,}/);

  it("shows each side, and ours divided by theirs", () => {
    expect(lineOf("cancel all orders")).to.deep.equal([
      ...["cancel all orders", "45,000", "45,000 (1.00)", "45,000 (1.00)", "–"],
    ]);
  });

  it("marks what was not measured in this run", () => {
    expect(lineOf("list on chain, and buy")).to.deep.equal([
      ...["list on chain, and buy", "187,000", "177,000 (1.06)", "–", "115,742* (1.62)"],
    ]);
  });

  it("says where a peer takes less, and nothing of one that takes as much", () => {
    const losses = lines.slice(lines.indexOf("A peer takes less:") + 1);

    expect(losses).to.deep.equal([
      "  list on chain: minimal market (1.20)",
      "  list on chain, and buy: Seaport 1.6, basic order (1.06)",
      "  list on chain, and buy: minimal market (1.62)",
    ]);
  });

  it("leaves out sections in which no peer was measured", () => {
    expect(lines.join("\n")).to.not.include("0xSplits").and.not.include("Unlock");
  });
});
