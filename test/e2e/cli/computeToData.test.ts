import { readFile } from "node:fs/promises";
import path from "node:path";

import { parseAmount } from "@sahara/sdk";
import { canonicalJson, contentRoot } from "@sahara/storage";
import { expect } from "chai";

import { createTypist } from "./createTypist.ts";
import { signedBy, useWorld } from "./createWorld.ts";

const OWNER = signedBy("owner");
const OPERATOR = signedBy("contributor");
const CUSTOMER = signedBy("customer");

/** Owner, customer and operator over a real chain; the node's part is tested beside the node. */
describe("command line: compute-to-data", () => {
  const world = useWorld();
  const { answer, text, refusal, registerAsset } = createTypist(world);
  let assetId: string;
  let code: string;

  before(async () => {
    assetId = await registerAsset();
    await world().write("count.wasm", "the bytes of a program");
    code = (await contentRoot(Buffer.from("the bytes of a program"))).digest;
  });

  it("program: is allowed by its file, listed, and disallowed by its hash", async () => {
    const limits = ["--rows", "2", "--bytes", "500", "--group", "20"];

    await answer("data", "program", "allow", assetId, "count.wasm", ...limits, ...OWNER);

    expect(await answer("data", "program", "list", assetId)).to.deep.equal([
      { programHash: code, maxRows: "2", maxOutputBytes: "500", minGroupSize: "20" },
    ]);
    await answer("data", "program", "disallow", assetId, code, ...OWNER);
    expect(await answer("data", "program", "list", assetId)).to.deep.equal([]);
  });

  it("operator: is let in and out", async () => {
    const operator = world().accounts.contributor;

    await answer("data", "operator", "set", assetId, operator, ...OWNER);
    expect(await text("data", "operator", "show", assetId, operator)).to.match(/^Yes: /);
    await answer("data", "operator", "set", assetId, operator, "--forbid", ...OWNER);

    const { exitCode } = await refusal("data", "operator", "show", assetId, operator);
    expect(exitCode).to.equal(1);
  });

  it("budget: is set in ε and shown", async () => {
    expect((await refusal("data", "budget", "show", assetId)).line).to.include("no privacy budget");

    await answer("data", "budget", "set", assetId, "2.5", ...OWNER);

    expect(await text("data", "budget", "show", assetId)).to.match(/^Left +2\.5$/m);
  });

  it("query: posts a job with its specification, and shows what is delivered", async () => {
    const { jobId, specRoot } = await query();

    const place = path.join(world().place.folder, "jobs/content", specRoot);
    const specification = await readFile(place, "utf8");
    expect(JSON.parse(specification)).to.deep.equal({
      ...{ program: "compute-v1", asset: assetId, version: 1, code, rows: "lines" },
      counters: [
        { name: "mails", most: 1 },
        { name: "a=b", most: 9 },
      ],
      ...{ countersPerRow: 1, parameters: "free" },
      noise: { kind: "laplace", epsilon: 500_000 },
    });
    expect((await refusal("data", "answer", jobId)).line).to.include("Nothing was delivered");

    const delivered = canonicalJson({ counters: { mails: "17", "a=b": null } });
    await world().write("result.json", delivered);
    const { digest } = await contentRoot(Buffer.from(delivered));
    await world().write(`jobs/content/${digest}`, delivered);
    await deliver(jobId);
    expect(await answer("data", "answer", jobId)).to.deep.include({
      counters: { "a=b": null, mails: "17" },
    });
    expect(await text("data", "answer", jobId))
      .to.match(/^mails +17$/m)
      .and.include("too few rows");
    await world().write(`jobs/content/${digest}`, "something else");
    expect((await refusal("data", "answer", jobId)).line).to.include("does not have the root");
  });

  async function query(): Promise<{ jobId: string; specRoot: string }> {
    const options = ["--rows", "lines", "--parameters", '"free"', "--per-row", "1"];
    return await answer<{ jobId: string; specRoot: string }>(
      ...["data", "query", assetId, "count.wasm", "5", "--counter", "mails=1", "a=b=9"],
      ...["--epsilon", "0.5", "--deliver-by", "2040-01-31", ...options, ...CUSTOMER],
    );
  }

  async function deliver(jobId: string): Promise<void> {
    const { sahara, provider, accounts } = world();
    const deployer = await provider.getSigner(0);
    const token = sahara.clients.contracts.token.connect(deployer);
    await (await token.transfer(accounts.contributor, parseAmount("200000", 18))).wait();
    await answer("operator", "stake", "100000", ...OPERATOR);
    await answer("operator", "register", "https://node.example", "compute-to-data", ...OPERATOR);
    await answer("job", "take", jobId, ...OPERATOR);
    await world().write("report.json", "{}");
    const delivery = ["--result", "result.json", "--report", "report.json"];
    await answer("job", "deliver", jobId, ...delivery, ...OPERATOR);
  }
});
