import { expect } from "chai";

import { formatBps, formatCount, formatDuration, formatTime, formatUnitCount } from "./format.ts";

describe("formatCount", () => {
  const COUNTS = { "0": 0n, "999": 999n, "1,000": 1_000n, "12,345,678": 12_345_678 } as const;
  for (const [text, count] of Object.entries(COUNTS)) {
    it(`default: ${text}`, () => {
      expect(formatCount(count)).to.equal(text);
    });
  }
});

describe("formatUnitCount", () => {
  it("default: shows units and their share, to the last unit", () => {
    expect(formatUnitCount(12_500_000n)).to.equal("12,500,000 (12.5%)");
    expect(formatUnitCount(1n)).to.equal("1 (0.000001%)");
    expect(formatUnitCount(100_000_000n)).to.equal("100,000,000 (100%)");
  });
});

describe("formatBps", () => {
  it("default: is a percentage", () => {
    expect([0n, 1n, 1_250n, 10_000n].map(formatBps)).to.deep.equal([
      "0%",
      "0.01%",
      "12.5%",
      "100%",
    ]);
  });
});

describe("formatTime", () => {
  it("default: is in UTC, and 0 is never", () => {
    expect(formatTime(1_896_091_200n)).to.equal("2030-01-31T12:00:00Z");
    expect(formatTime(0n)).to.equal("never");
  });

  it("behavior: shows seconds where no calendar reaches", () => {
    expect(formatTime((1n << 64n) - 1n)).to.equal("18446744073709551615 s");
  });
});

describe("formatDuration", () => {
  const PERIODS = {
    perpetual: 0n,
    "1 second": 1n,
    "61 seconds": 61n,
    "1 minute": 60n,
    "90 minutes": 5_400n,
    "1 hour": 3_600n,
    "1 day": 86_400n,
    "30 days": 2_592_000n,
  };
  for (const [text, seconds] of Object.entries(PERIODS)) {
    it(`default: ${text}`, () => {
      expect(formatDuration(seconds)).to.equal(text);
    });
  }
});
