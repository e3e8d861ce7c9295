import { readFile } from "node:fs/promises";
import path from "node:path";

import { expect } from "chai";

import { ConfigError } from "../config/ConfigError.ts";
import { parseGatewayConfig } from "./parseGatewayConfig.ts";

const EXAMPLE = path.join(import.meta.dirname, "..", "..", "gateway.example.json");
const MODEL = { id: "spam", assetId: "7", maxPrice: "100" };
const USER = { name: "ann", keyHash: `0x${"AB".repeat(32)}`, allowance: "1000" };
const LEAST = { budget: { limit: "10", topUp: "5" }, models: [MODEL], users: [USER] };

describe("parseGatewayConfig", () => {
  it("default: takes the example, which shows every member", async () => {
    const config = parseGatewayConfig(JSON.parse(await readFile(EXAMPLE, "utf8")), "/srv");

    expect(config.data).to.equal("/srv/gateway");
    expect(config.models[0]).to.deep.equal({
      ...{ id: "spam-filter", assetId: 2n, route: "/v1/classify", maxPrice: 2n * 10n ** 15n },
    });
  });

  it("default: needs a budget, a model and a user alone", () => {
    const { listen, budget, models, users, auditOneIn } = parseGatewayConfig(LEAST, "/srv");

    expect(listen).to.deep.equal({ host: "127.0.0.1", port: 8403 });
    expect(budget).to.deep.equal({ token: undefined, limit: 10n, topUp: 5n });
    expect(models[0]?.route).to.equal(undefined);
    expect(users[0]).to.deep.equal({ name: "ann", keyHash: "ab".repeat(32), allowance: 1_000n });
    expect(auditOneIn).to.equal(100);
  });

  const wrong = {
    "no budget": { models: [MODEL], users: [USER] },
    "no user": { ...LEAST, users: [] },
    "a misspelt member": { ...LEAST, auditOneOf: 3 },
    "a misspelt member of a user": { ...LEAST, users: [{ ...USER, alowance: "1" }] },
    "a user's key itself": { ...LEAST, users: [{ ...USER, keyHash: "secret" }] },
    "two users with one name": { ...LEAST, users: [USER, USER] },
    "two models with one id": { ...LEAST, models: [MODEL, MODEL] },
    "an asset id that is a number": { ...LEAST, models: [{ ...MODEL, assetId: 7 }] },
  };
  for (const [title, value] of Object.entries(wrong)) {
    it(`error: ${title}`, () => {
      expect(() => parseGatewayConfig(value, "/srv")).to.throw(ConfigError);
    });
  }
});
