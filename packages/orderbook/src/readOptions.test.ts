import { expect } from "chai";

import { readOptions, UsageError } from "./readOptions.ts";

describe("readOptions", () => {
  it("default: a local chain and a file", () => {
    expect(readOptions([], {})).to.deep.include({
      ...{ host: "127.0.0.1", port: 8_640, rpcUrl: "http://127.0.0.1:8545" },
      ...{ addresses: undefined, store: { file: "orderbook.sqlite" } },
    });
  });

  it("args: what the command line says goes before the environment", () => {
    const environment = { SAHARA_BOOK_PORT: "1", SAHARA_BOOK_BURST: "50", SAHARA_RPC_URL: "" };
    const options = readOptions(["--port", "0", "--trusted-proxies", "2"], environment);

    expect(options.port).to.equal(0);
    expect(options.limits).to.include({ burst: 50, trustedProxies: 2 });
    expect(options.rpcUrl).to.equal("http://127.0.0.1:8545");
  });

  it("behavior: the address of a database goes before a file", () => {
    const databaseUrl = "postgres://a";

    expect(
      readOptions(["--store", "x"], { SAHARA_BOOK_DATABASE_URL: databaseUrl }).store,
    ).to.deep.equal({ databaseUrl });
  });

  it("error: an option that is none, or no such number", () => {
    for (const args of [
      ["--ports", "1"],
      ["--port", "x"],
      ["--port", "65536"],
      ["--burst", "-1"],
      ["x"],
    ]) {
      expect(() => readOptions(args, {}), args.join(" ")).to.throw(UsageError);
    }
  });
});
