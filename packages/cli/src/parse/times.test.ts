import { expect } from "chai";

import { UsageError } from "../errors.ts";
import { parseDuration, parseTime } from "./times.ts";

describe("parseDuration", () => {
  const PERIODS = {
    "3600": 3_600n,
    "45s": 45n,
    "90m": 5_400n,
    "12h": 43_200n,
    "30d": 2_592_000n,
    "2w": 1_209_600n,
    perpetual: 0n,
    "0": 0n,
  };
  for (const [text, seconds] of Object.entries(PERIODS)) {
    it(`default: ${text}`, () => {
      expect(parseDuration(text)).to.equal(seconds);
    });
  }

  for (const text of ["", "d", "1.5d", "-1d", "10y", "1 d", "1D"]) {
    it(`error: ${JSON.stringify(text)}`, () => {
      expect(() => parseDuration(text)).to.throw(UsageError);
    });
  }
});

describe("parseTime", () => {
  const TIMES = {
    "2030-01-31": 1_896_048_000n,
    "2030-01-31T12:00:00Z": 1_896_091_200n,
    "1700000000": 1_700_000_000n,
    "1970-01-01": 0n,
  };
  for (const [text, seconds] of Object.entries(TIMES)) {
    it(`default: ${text}`, () => {
      expect(parseTime(text)).to.equal(seconds);
    });
  }

  const NO_TIMES = {
    "a day that does not exist": "2030-02-31T00:00:00Z",
    "a month that does not exist": "2030-13-01",
    "before 1970": "1969-12-31",
    "a time zone": "2030-01-31T12:00:00+02:00",
    "no zone, which would be the machine's": "2030-01-31T12:00:00",
    words: "tomorrow",
    nothing: "",
  };
  for (const [name, text] of Object.entries(NO_TIMES)) {
    it(`error: ${name}`, () => {
      expect(() => parseTime(text)).to.throw(UsageError);
    });
  }
});
