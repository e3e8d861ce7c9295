import { execFile } from "node:child_process";
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

describe("examples/", function () {
  this.timeout(120_000);

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
    expect(readdirSync(path.join(ROOT, "examples")).sort()).to.deep.equal(Object.keys(OUTPUT));
  });

  for (const [example, lines] of Object.entries(OUTPUT)) {
    it(`${example} runs against a local chain`, async () => {
      const args = ["--import", "tsx", path.join("examples", example)];
      const env = { ...process.env, SAHARA_RPC_URL: url };

      const { stdout } = await run(process.execPath, args, { cwd: ROOT, env });

      const printed = stdout.trim().split("\n");
      expect(printed).to.have.length(lines.length);
      for (const [index, line] of lines.entries()) expect(printed[index]).to.match(line);
    });
  }
});
