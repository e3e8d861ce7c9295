import { readFile } from "node:fs/promises";
import path from "node:path";

import { expect } from "chai";

import { ConfigError } from "./ConfigError.ts";
import { parseConfig } from "./parseConfig.ts";

const EXAMPLE = path.join(import.meta.dirname, "..", "..", "config.example.json");
const MODEL = { id: "a", kind: "null", offerId: `0x${"11".repeat(32)}` };
const LEAST = { operator: `0x${"22".repeat(20)}`, models: [MODEL] };

describe("parseConfig", () => {
  it("default: takes the example, which shows every member", async () => {
    const config = parseConfig(JSON.parse(await readFile(EXAMPLE, "utf8")), "/srv");

    expect(config.store).to.deep.equal({ kind: "sqlite", file: "/srv/node.sqlite" });
    expect(config.models[0]?.price).to.deep.equal({ perCall: 10n ** 15n, perUnit: 10n ** 12n });
  });

  it("default: needs an operator and a model alone", () => {
    expect(parseConfig(LEAST, "/srv").listen).to.deep.equal({ host: "127.0.0.1", port: 8402 });
  });

  it("args: jobs: none unless asked for; then all that is supported, by the rewards named", () => {
    const rewards = [{ token: `0x${"AB".repeat(20)}`, least: "5" }];

    const { jobs } = parseConfig({ ...LEAST, jobs: { rewards } }, "/srv");

    expect(parseConfig(LEAST, "/srv").jobs).to.equal(undefined);
    expect(jobs).to.deep.include({
      kinds: ["TRAINING", "BATCH_INFERENCE", "COMPUTE_TO_DATA"],
      leastReward: { [`0x${"ab".repeat(20)}`]: 5n },
      content: "/srv/jobs/content",
    });
  });

  const wrong = {
    "no operator": { models: [MODEL] },
    "no model": { ...LEAST, models: [] },
    "a misspelt member": { ...LEAST, listne: {} },
    "an amount that is a number": { ...LEAST, redeem: { fromAmount: 1 } },
    "a port beyond the last": { ...LEAST, listen: { port: 70_000 } },
    "a URL of another kind": { ...LEAST, chain: { rpcUrl: "file:///etc/passwd" } },
    "a model's name with a slash": { ...LEAST, models: [{ ...MODEL, id: "a/b" }] },
    "jobs for no reward": { ...LEAST, jobs: { kinds: ["TRAINING"] } },
    "a reward without its least": { ...LEAST, jobs: { rewards: [{ token: LEAST.operator }] } },
    "a kind of job that no node does": {
      ...LEAST,
      jobs: { kinds: ["MINING"], rewards: [{ token: LEAST.operator, least: "5" }] },
    },
    "a list": [],
  };
  for (const [title, value] of Object.entries(wrong)) {
    it(`error: ${title}`, () => {
      expect(() => parseConfig(value, "/srv")).to.throw(ConfigError);
    });
  }
});
