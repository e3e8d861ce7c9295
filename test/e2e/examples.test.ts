import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

import { expect } from "chai";
import hre from "hardhat";

import Sahara from "../../deploy/modules/Sahara.ts";

const run = promisify(execFile);
const ROOT = path.resolve(import.meta.dirname, "../..");
const DEPLOYMENT_ID = "examples-test";
const JOURNAL = path.join(hre.config.paths.ignition, "deployments", DEPLOYMENT_ID);

/** What each example prints, with the numbers that differ from run to run left open. */
const OUTPUT = {
  "claim-revenue.ts": [
    /^Settle \d+, then \d+; claim \d+\.$/,
    /^Brings 4 SAHARA for \d+ gas\.$/,
    /^The contributor was paid 4 SAHARA with \d+ gas\.$/,
  ],
  "gasless-registration.ts": [
    /^Agent \d+ belongs to its signer: true\.$/,
    /^The signer has 0 base units of the native coin and has paid nothing\.$/,
  ],
  "merkle-contributors.ts": [
    /^10000 contributors registered with \d+ gas\.$/,
    /^Contributor 4242 was paid 0\.1 SAHARA\.$/,
  ],
  "register-and-sell.ts": [
    /^Asset \d+ registered with \d+ gas\.$/,
    /^Licence \d+ bought for 2\.5 SAHARA; may infer: true\.$/,
    /^The owner claimed 2\.5 SAHARA\.$/,
  ],
  "train-derivative.ts": [
    /^Model \d+ owes asset \d+ 1500 basis points of its revenue\.$/,
    /^Provenance: \d+ <- \d+$/,
  ],
} as const;

/** The two that belong together: one serves what the other calls. */
const SERVING = "serve-model.ts";
const CALLING = "call-model.ts";

describe("examples/", function () {
  this.timeout(240_000);

  let url: string;
  let stop: () => Promise<void>;

  const removeJournal = async () => {
    await rm(JOURNAL, { recursive: true, force: true });
  };

  before(async () => {
    await removeJournal();
    const server = await hre.network.createServer("node", "127.0.0.1", 0);
    const { address, port } = await server.listen();
    url = `http://${address}:${port}`;
    const connection = await hre.network.create({ network: "localhost", override: { url } });
    await connection.ignition.deploy(Sahara, {
      deploymentId: DEPLOYMENT_ID,
      config: { blockPollingInterval: 25, requiredConfirmations: 1 },
    });
    stop = async () => {
      await connection.close();
      await server.close();
    };
  });

  after(async () => {
    await stop();
    await removeJournal();
  });

  it("are all run by this test", () => {
    const all = [...Object.keys(OUTPUT), SERVING, CALLING].sort();
    expect(readdirSync(path.join(ROOT, "examples")).sort()).to.deep.equal(all);
  });

  const argsOf = (example: string) => ["--import", "tsx", path.join("examples", example)];
  const place = () => ({ cwd: ROOT, env: { ...process.env, SAHARA_RPC_URL: url } });

  for (const [example, lines] of Object.entries(OUTPUT)) {
    it(`${example} runs against a local chain`, async () => {
      const { stdout } = await run(process.execPath, argsOf(example), place());

      const printed = stdout.trim().split("\n");
      expect(printed).to.have.length(lines.length);
      for (const [index, line] of lines.entries()) expect(printed[index]).to.match(line);
    });
  }

  it(`${SERVING} serves what ${CALLING} calls and pays for`, async () => {
    const serving = spawn(process.execPath, argsOf(SERVING), place());
    try {
      const assetId = await servedAsset(serving);
      const { stdout } = await run(process.execPath, [...argsOf(CALLING), assetId], place());

      const [answer = "", cost] = stdout.trim().split("\n");
      const { results } = JSON.parse(answer) as { results: { label: string }[] };
      expect(results.map(({ label }) => label)).to.deep.equal(["fr"]);
      expect(cost).to.equal("It cost 0.01 SAHARA, and the receipt is signed.");
    } finally {
      await end(serving);
    }
  });
});

/** The asset that the example says it serves, once it does. */
async function servedAsset({ stdout, stderr }: ReturnType<typeof spawn>): Promise<string> {
  let complaint = "";
  stderr?.on("data", (chunk: Buffer) => (complaint += chunk.toString()));
  let printed = "";
  for await (const chunk of stdout ?? []) {
    printed += String(chunk);
    const assetId = /^Asset (\d+) is served at http/m.exec(printed)?.[1];
    if (assetId !== undefined) return assetId;
  }
  throw new Error(`the example ended before it served anything: ${complaint}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  await exited;
}
